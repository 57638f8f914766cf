// Everything that is kept of a person, as a file.
import { client } from '../../app/client.ts'
import { download } from '../../app/download.ts'

export async function takePersonalData(id: string): Promise<void> {
  const data = await client.personalData.export({ id })
  download('personal-data.json', JSON.stringify(data, null, 2), 'application/json')
}
