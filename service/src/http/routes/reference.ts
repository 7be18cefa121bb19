import { z } from 'zod';
import { TandemError } from '../../errors/index.ts';
import { countryList } from '../../mapping/index.ts';
import type { HttpApp } from '../app-types.ts';
import { LARGEST_INT4 } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const ITEM = z.object({ id: z.string(), code: z.string(), description: z.string().nullable() }).meta({ id: 'ReferenceItem' });
const LIST = z.object({ items: z.array(ITEM) }).meta({ id: 'ReferenceList' });

/** Exact Online has no list of countries: it takes the codes of ISO 3166, which are the same in every division. */
const COUNTRIES = 'countries';

/** Code lists of Exact Online, for drop-downs. */
export function referenceRoutes(app: HttpApp, { store, connector }: HttpDependencies): void {
  app.get(
    '/v1/reference/:division/:list',
    {
      config: { asksSystems: true },
      schema: {
        tags: ['config'],
        params: z.object({ division: z.coerce.number().int().positive().max(LARGEST_INT4), list: z.string().max(40) }),
        response: { 200: LIST, 404: PROBLEM, 409: PROBLEM },
      },
    },
    async (request) => {
      const { division, list } = request.params;
      const { meta } = await store.vault.read(request.org.id, 'exact');
      if (meta.divisions?.some((known) => known.code === division) !== true) throw new TandemError('not_found');
      if (list === COUNTRIES)
        return { items: countryList(request.language).map(({ code, name }) => ({ id: code, code, description: name })) };
      const items = await connector.listReference(request.org.id, division, list);
      return { items: items.map(({ id, code, description }) => ({ id, code, description })) };
    },
  );
}
