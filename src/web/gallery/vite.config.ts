import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// biome-ignore lint/style/noDefaultExport: what Vite asks of its configuration
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind()],
})
