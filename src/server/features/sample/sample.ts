import type { SampleFiller } from '../people/setup.ts'
export const sampleFiller: SampleFiller = async () => {}
