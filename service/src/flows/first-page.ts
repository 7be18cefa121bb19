/** The first page of an answer, which may have more; none where there is none. The others are not asked for. */
export async function firstPage<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  for await (const page of pages) return page;
  return [];
}
