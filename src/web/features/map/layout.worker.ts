// Lays the map out off the page's own thread.
import { layoutMap, type Placeable } from './map-layout.ts'

self.onmessage = ({ data }: MessageEvent<{ order: number; shown: Placeable[] }>) =>
  self.postMessage({ order: data.order, places: layoutMap(data.shown) })
