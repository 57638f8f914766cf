/** How the browser's own `<progress>` looks here; the width is the place's to say. */
export const progressLook =
  'h-2 appearance-none overflow-hidden rounded-md bg-line [&::-moz-progress-bar]:bg-cham [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-cham'
