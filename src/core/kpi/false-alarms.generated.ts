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
    { baseline: 6, locked: 0.1012, open: 0.0115 },
    { baseline: 8, locked: 0.0801, open: 0.0156 },
    { baseline: 10, locked: 0.0654, open: 0.0159 },
    { baseline: 12, locked: 0.0549, open: 0.0149 },
    { baseline: 16, locked: 0.0449, open: 0.0163 },
    { baseline: 20, locked: 0.038, open: 0.0148 },
    { baseline: 24, locked: 0.0342, open: 0.0165 },
    { baseline: 30, locked: 0.0308, open: 0.0157 },
    { baseline: 40, locked: 0.0268, open: 0.0159 },
    { baseline: 52, locked: 0.0247, open: 0.0164 },
    { baseline: 78, locked: 0.0222, open: 0.0164 },
    { baseline: 104, locked: 0.0206, open: 0.0171 }
  ],
  nhs: [
    { baseline: 6, locked: 0.0654, open: 0.0141 },
    { baseline: 8, locked: 0.053, open: 0.0159 },
    { baseline: 10, locked: 0.0442, open: 0.0155 },
    { baseline: 12, locked: 0.0383, open: 0.0128 },
    { baseline: 16, locked: 0.032, open: 0.0141 },
    { baseline: 20, locked: 0.028, open: 0.0129 },
    { baseline: 24, locked: 0.0257, open: 0.0138 },
    { baseline: 30, locked: 0.0227, open: 0.0118 },
    { baseline: 40, locked: 0.0206, open: 0.0133 },
    { baseline: 52, locked: 0.0187, open: 0.0133 },
    { baseline: 78, locked: 0.0169, open: 0.0132 },
    { baseline: 104, locked: 0.0158, open: 0.0133 }
  ]
}

/** Share of unchanged processes with the verdict `improved`, by baseline and periods counted. */
export const FALSE_IMPROVED: Record<RuleSet, ShareTable> = {
  wheeler: {
    periods: [2, 4, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 30, 36, 44, 52, 78, 104],
    rows: [
      { baseline: 12, values: [0.0009, 0.0076, 0.0106, 0.0123, 0.0248, 0.025, 0.0284, 0.032, 0.0384, 0.0437, 0.0471, 0.0501, 0.0532, 0.0544, 0.0584, 0.068, 0.0814, 0.0836, 0.0939, 0.1164, 0.1375] },
      { baseline: 16, values: [0.0001, 0.0037, 0.0076, 0.009, 0.0185, 0.0191, 0.0201, 0.0231, 0.029, 0.0334, 0.0387, 0.0405, 0.0431, 0.048, 0.0479, 0.0583, 0.0646, 0.0732, 0.0835, 0.099, 0.1255] },
      { baseline: 24, values: [0.0001, 0.0031, 0.0065, 0.0067, 0.0114, 0.0146, 0.0134, 0.0174, 0.0186, 0.0231, 0.0239, 0.0305, 0.0295, 0.0338, 0.0328, 0.0391, 0.0474, 0.0564, 0.0634, 0.0896, 0.1062] },
      { baseline: 36, values: [0, 0.0025, 0.0032, 0.0035, 0.0099, 0.0099, 0.0111, 0.0174, 0.0174, 0.0204, 0.0203, 0.0249, 0.0275, 0.0262, 0.0309, 0.0328, 0.0428, 0.0442, 0.0589, 0.0764, 0.0966] },
      { baseline: 52, values: [0, 0.0022, 0.0024, 0.0027, 0.0089, 0.0091, 0.0089, 0.0114, 0.0124, 0.0163, 0.0175, 0.0198, 0.023, 0.021, 0.0248, 0.0261, 0.0359, 0.0419, 0.0473, 0.0678, 0.0815] },
      { baseline: 104, values: [0, 0.0013, 0.0016, 0.0018, 0.0063, 0.006, 0.006, 0.0089, 0.0101, 0.013, 0.0136, 0.0154, 0.0186, 0.0185, 0.02, 0.022, 0.0272, 0.0351, 0.0381, 0.0548, 0.0712] }
    ]
  },
  nhs: {
    periods: [2, 4, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 30, 36, 44, 52, 78, 104],
    rows: [
      { baseline: 12, values: [0.001, 0.006, 0.0084, 0.0266, 0.0279, 0.0269, 0.0323, 0.0375, 0.0434, 0.0505, 0.055, 0.059, 0.0615, 0.0689, 0.0685, 0.0784, 0.0931, 0.0988, 0.1094, 0.138, 0.1586] },
      { baseline: 16, values: [0.0003, 0.004, 0.0053, 0.023, 0.0243, 0.0232, 0.0245, 0.0328, 0.0362, 0.04, 0.0473, 0.0495, 0.0536, 0.0586, 0.0624, 0.072, 0.0795, 0.0896, 0.1017, 0.1181, 0.149] },
      { baseline: 24, values: [0.0001, 0.0041, 0.0049, 0.0161, 0.0169, 0.0189, 0.0201, 0.0227, 0.026, 0.0311, 0.0324, 0.0424, 0.0411, 0.0449, 0.0452, 0.0539, 0.0636, 0.0736, 0.0829, 0.1119, 0.1285] },
      { baseline: 36, values: [0.0001, 0.0018, 0.0027, 0.0127, 0.0131, 0.0145, 0.0173, 0.0246, 0.0231, 0.0275, 0.0296, 0.0348, 0.0375, 0.0379, 0.0401, 0.0446, 0.0573, 0.0643, 0.0775, 0.1021, 0.1269] },
      { baseline: 52, values: [0, 0.0015, 0.0025, 0.0139, 0.0145, 0.0125, 0.0136, 0.0168, 0.0186, 0.0238, 0.0253, 0.0334, 0.0326, 0.0306, 0.0346, 0.0396, 0.0493, 0.0628, 0.0675, 0.0909, 0.1148] },
      { baseline: 104, values: [0, 0.0025, 0.0014, 0.0116, 0.0105, 0.0094, 0.0111, 0.0161, 0.0165, 0.0206, 0.0216, 0.0271, 0.0288, 0.0304, 0.0336, 0.0349, 0.042, 0.0554, 0.0609, 0.0833, 0.103] }
    ]
  }
}

/** Smallest lasting shift in standard deviations shown 4 times in 5, by baseline and periods counted. */
export const DETECTION: Record<RuleSet, ShareTable> = {
  wheeler: {
    periods: [8, 9, 10, 12, 14, 16, 20, 26, 39, 52],
    rows: [
      { baseline: 6, values: [1.74, 1.71, 1.73, 1.61, 1.56, 1.53, 1.44, 1.45, 1.39, 1.38] },
      { baseline: 8, values: [1.75, 1.68, 1.67, 1.61, 1.56, 1.48, 1.45, 1.36, 1.33, 1.38] },
      { baseline: 10, values: [1.7, 1.64, 1.67, 1.59, 1.52, 1.46, 1.41, 1.32, 1.38, 1.29] },
      { baseline: 12, values: [1.7, 1.65, 1.67, 1.55, 1.46, 1.45, 1.41, 1.39, 1.32, 1.27] },
      { baseline: 16, values: [1.7, 1.63, 1.6, 1.55, 1.5, 1.45, 1.34, 1.3, 1.32, 1.28] },
      { baseline: 24, values: [1.68, 1.63, 1.59, 1.51, 1.49, 1.45, 1.35, 1.28, 1.27, 1.24] },
      { baseline: 52, values: [1.63, 1.63, 1.55, 1.49, 1.41, 1.38, 1.32, 1.24, 1.26, 1.27] }
    ]
  },
  nhs: {
    periods: [8, 9, 10, 12, 14, 16, 20, 26, 39, 52],
    rows: [
      { baseline: 6, values: [1.79, 1.73, 1.74, 1.6, 1.54, 1.52, 1.41, 1.45, 1.38, 1.36] },
      { baseline: 8, values: [1.77, 1.74, 1.69, 1.6, 1.55, 1.45, 1.41, 1.35, 1.32, 1.37] },
      { baseline: 10, values: [1.75, 1.69, 1.69, 1.6, 1.49, 1.42, 1.38, 1.31, 1.37, 1.29] },
      { baseline: 12, values: [1.73, 1.69, 1.67, 1.55, 1.42, 1.42, 1.38, 1.38, 1.32, 1.26] },
      { baseline: 16, values: [1.76, 1.68, 1.6, 1.55, 1.48, 1.43, 1.32, 1.3, 1.3, 1.28] },
      { baseline: 24, values: [1.73, 1.67, 1.6, 1.5, 1.48, 1.45, 1.35, 1.27, 1.27, 1.24] },
      { baseline: 52, values: [1.7, 1.7, 1.59, 1.52, 1.39, 1.39, 1.32, 1.24, 1.26, 1.27] }
    ]
  }
}

// Seal: 52099a2473d5f038945c4db79e8b701d4d11273baebf2f57014efff43b6958ae
