// Made by bench/false-alarms.ts, a seeded simulation of stable, normally distributed processes. Do not edit.
import type { RuleSet } from './types.ts'

/** Rows by the points of the baseline, one value for each column of `periods`. */
export type ShareTable = {
  periods: readonly number[]
  rows: readonly { baseline: number; values: readonly number[] }[]
}

/** New signals per period: `locked` after a baseline of so many points, `open` with limits over all so far. */
export const NEW_SIGNALS: Record<RuleSet, readonly { baseline: number; locked: number; open: number }[]> = {
  wheeler: [
    { baseline: 6, locked: 0.1022, open: 0.0107 },
    { baseline: 8, locked: 0.0795, open: 0.0158 },
    { baseline: 10, locked: 0.0647, open: 0.0159 },
    { baseline: 12, locked: 0.0553, open: 0.0149 },
    { baseline: 16, locked: 0.0445, open: 0.0159 },
    { baseline: 20, locked: 0.0381, open: 0.0144 },
    { baseline: 24, locked: 0.0343, open: 0.0165 },
    { baseline: 30, locked: 0.031, open: 0.016 },
    { baseline: 40, locked: 0.0268, open: 0.0159 },
    { baseline: 52, locked: 0.0247, open: 0.0162 },
    { baseline: 78, locked: 0.0219, open: 0.0164 },
    { baseline: 104, locked: 0.0204, open: 0.0168 }
  ],
  nhs: [
    { baseline: 6, locked: 0.0656, open: 0.0134 },
    { baseline: 8, locked: 0.0524, open: 0.0163 },
    { baseline: 10, locked: 0.0437, open: 0.0156 },
    { baseline: 12, locked: 0.0383, open: 0.0132 },
    { baseline: 16, locked: 0.0318, open: 0.0139 },
    { baseline: 20, locked: 0.028, open: 0.0129 },
    { baseline: 24, locked: 0.0256, open: 0.0144 },
    { baseline: 30, locked: 0.0227, open: 0.0123 },
    { baseline: 40, locked: 0.0205, open: 0.0135 },
    { baseline: 52, locked: 0.0186, open: 0.0132 },
    { baseline: 78, locked: 0.0167, open: 0.0134 },
    { baseline: 104, locked: 0.0156, open: 0.013 }
  ]
}

/** Share of unchanged processes with the verdict `improved`, by baseline and periods counted. */
export const FALSE_IMPROVED: Record<RuleSet, ShareTable> = {
  wheeler: {
    periods: [2, 4, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 30, 36, 44, 52, 78, 104],
    rows: [
      { baseline: 12, values: [0.0007, 0.0071, 0.0104, 0.012, 0.0233, 0.0235, 0.0267, 0.0321, 0.0369, 0.0415, 0.0451, 0.0493, 0.0518, 0.0537, 0.0571, 0.0666, 0.0778, 0.0824, 0.0925, 0.1155, 0.1363] },
      { baseline: 16, values: [0.0001, 0.0037, 0.0071, 0.0081, 0.0165, 0.0174, 0.0192, 0.0219, 0.0274, 0.0318, 0.0363, 0.0386, 0.0419, 0.0459, 0.0466, 0.0563, 0.0634, 0.0736, 0.0797, 0.0988, 0.1257] },
      { baseline: 24, values: [0.0001, 0.0031, 0.0061, 0.0061, 0.0105, 0.0129, 0.0136, 0.0166, 0.0191, 0.0223, 0.0238, 0.0284, 0.0289, 0.0312, 0.0334, 0.038, 0.0468, 0.0555, 0.0633, 0.0901, 0.1072] },
      { baseline: 36, values: [0, 0.0026, 0.0035, 0.0038, 0.0101, 0.0098, 0.0113, 0.0165, 0.0177, 0.0203, 0.0207, 0.0239, 0.0275, 0.0267, 0.0317, 0.033, 0.0409, 0.0444, 0.0573, 0.0774, 0.0967] },
      { baseline: 52, values: [0, 0.0019, 0.0024, 0.0028, 0.0084, 0.0084, 0.0088, 0.0111, 0.0115, 0.0153, 0.017, 0.0198, 0.023, 0.0215, 0.025, 0.026, 0.0353, 0.0418, 0.047, 0.0671, 0.0809] },
      { baseline: 104, values: [0, 0.0013, 0.0017, 0.002, 0.0061, 0.0057, 0.0064, 0.0089, 0.0106, 0.0124, 0.0133, 0.0149, 0.0191, 0.0185, 0.0197, 0.023, 0.0277, 0.0357, 0.0391, 0.0555, 0.0706] }
    ]
  },
  nhs: {
    periods: [2, 4, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 30, 36, 44, 52, 78, 104],
    rows: [
      { baseline: 12, values: [0.0008, 0.006, 0.0085, 0.026, 0.0258, 0.0256, 0.0314, 0.0372, 0.0433, 0.0487, 0.0535, 0.0589, 0.0608, 0.0676, 0.0678, 0.0787, 0.091, 0.098, 0.1102, 0.1364, 0.1571] },
      { baseline: 16, values: [0.0003, 0.0036, 0.0052, 0.0215, 0.0215, 0.0213, 0.024, 0.0302, 0.0344, 0.0389, 0.0444, 0.0483, 0.0526, 0.0575, 0.0611, 0.07, 0.0787, 0.0891, 0.0979, 0.1186, 0.1493] },
      { baseline: 24, values: [0.0001, 0.0041, 0.0045, 0.0152, 0.0154, 0.0181, 0.0196, 0.0217, 0.0269, 0.0302, 0.0327, 0.04, 0.0404, 0.0418, 0.0457, 0.0525, 0.0643, 0.0738, 0.0831, 0.1125, 0.1298] },
      { baseline: 36, values: [0.0001, 0.002, 0.0025, 0.0127, 0.013, 0.0139, 0.0176, 0.0234, 0.0239, 0.0268, 0.0306, 0.0339, 0.0371, 0.0384, 0.0422, 0.0457, 0.0562, 0.0639, 0.0771, 0.1026, 0.1278] },
      { baseline: 52, values: [0, 0.0016, 0.0022, 0.0131, 0.0135, 0.0119, 0.0139, 0.0166, 0.0174, 0.023, 0.0244, 0.0323, 0.032, 0.0314, 0.0348, 0.0397, 0.0482, 0.0637, 0.0689, 0.0918, 0.1136] },
      { baseline: 104, values: [0, 0.002, 0.0012, 0.0108, 0.0099, 0.0094, 0.0109, 0.0156, 0.016, 0.0194, 0.021, 0.0256, 0.0288, 0.0304, 0.033, 0.0345, 0.0429, 0.056, 0.0616, 0.0836, 0.1021] }
    ]
  }
}

/** Smallest lasting shift in standard deviations shown 4 times in 5, by baseline and periods counted. */
export const DETECTION: Record<RuleSet, ShareTable> = {
  wheeler: {
    periods: [8, 9, 10, 12, 14, 16, 20, 26, 39, 52],
    rows: [
      { baseline: 6, values: [1.74, 1.71, 1.73, 1.59, 1.57, 1.52, 1.42, 1.44, 1.38, 1.36] },
      { baseline: 8, values: [1.74, 1.67, 1.67, 1.61, 1.55, 1.48, 1.43, 1.36, 1.34, 1.38] },
      { baseline: 10, values: [1.7, 1.64, 1.67, 1.57, 1.52, 1.43, 1.39, 1.34, 1.35, 1.3] },
      { baseline: 12, values: [1.7, 1.64, 1.67, 1.55, 1.45, 1.43, 1.41, 1.39, 1.3, 1.29] },
      { baseline: 16, values: [1.68, 1.63, 1.6, 1.54, 1.48, 1.44, 1.37, 1.32, 1.32, 1.28] },
      { baseline: 24, values: [1.68, 1.62, 1.59, 1.51, 1.48, 1.47, 1.36, 1.28, 1.27, 1.25] },
      { baseline: 52, values: [1.63, 1.62, 1.58, 1.5, 1.41, 1.39, 1.32, 1.26, 1.28, 1.27] }
    ]
  },
  nhs: {
    periods: [8, 9, 10, 12, 14, 16, 20, 26, 39, 52],
    rows: [
      { baseline: 6, values: [1.79, 1.74, 1.73, 1.6, 1.54, 1.5, 1.4, 1.44, 1.37, 1.34] },
      { baseline: 8, values: [1.77, 1.72, 1.69, 1.6, 1.53, 1.45, 1.41, 1.35, 1.33, 1.38] },
      { baseline: 10, values: [1.74, 1.69, 1.68, 1.57, 1.48, 1.41, 1.38, 1.34, 1.34, 1.3] },
      { baseline: 12, values: [1.74, 1.7, 1.66, 1.55, 1.42, 1.42, 1.38, 1.38, 1.29, 1.29] },
      { baseline: 16, values: [1.74, 1.68, 1.61, 1.55, 1.46, 1.43, 1.34, 1.3, 1.31, 1.28] },
      { baseline: 24, values: [1.73, 1.67, 1.61, 1.5, 1.46, 1.46, 1.36, 1.25, 1.27, 1.25] },
      { baseline: 52, values: [1.69, 1.67, 1.6, 1.52, 1.39, 1.39, 1.34, 1.25, 1.28, 1.27] }
    ]
  }
}
