import { tryOperations } from './operations.ts'

tryOperations(0)
