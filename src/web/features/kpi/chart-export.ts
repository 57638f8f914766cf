// A chart as a file of its own: the drawing with its colours written out, as SVG or PNG.

/** Names of the theme's colours stand in the drawing; a file outside the page needs what they stand for. */
export function svgFile(drawn: SVGSVGElement, title: string): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement
  const style = getComputedStyle(document.documentElement)
  const { width, height } = drawn.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('font-family', 'Be Vietnam Pro, system-ui, sans-serif')
  // What only a pointer needs.
  for (const element of copy.querySelectorAll('[fill="transparent"]')) element.remove()
  for (const element of [copy, ...copy.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes]) {
      const token = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
      if (token) element.setAttribute(name, plainColour(style.getPropertyValue(token).trim()))
      if (name === 'style' || name === 'tabindex' || name === 'data-period') element.removeAttribute(name)
    }
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', String(width))
  ground.setAttribute('height', String(height))
  ground.setAttribute('fill', plainColour(style.getPropertyValue('--surface').trim()))
  copy.prepend(ground)
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title')
  name.textContent = title
  copy.prepend(name)
  return new XMLSerializer().serializeToString(copy)
}

/** Programs that draw SVG seldom know oklch: the colour as the screen shows it. */
function plainColour(colour: string): string {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) return colour
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** At twice the size, for sharp slides. */
export async function pngFile(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}
