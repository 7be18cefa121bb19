import { Faults } from './http/faults.ts';
import { Grants } from './http/grants.ts';
import { Journal } from './http/journal.ts';
import { Limits } from './http/limits.ts';
import { WithheldRights } from './http/withheld.ts';
import type { Settings } from './options.ts';
import { Writer } from './records/writer.ts';
import { seedReferenceData } from './reference-data.ts';
import { Division } from './store/division.ts';
import { Deliveries } from './webhooks/delivery.ts';

/** Everything a simulated Exact Online knows; thrown away and made anew by a reset. */
export class World {
  readonly settings: Settings;
  readonly baseUrl: string;
  readonly grants: Grants;
  readonly limits: Limits;
  readonly faults = new Faults();
  readonly withheld = new WithheldRights();
  readonly journal = new Journal();
  readonly deliveries: Deliveries;
  readonly #divisions = new Map<number, { division: Division; writer: Writer }>();

  constructor(settings: Settings, baseUrl: string) {
    this.settings = settings;
    this.baseUrl = baseUrl;
    this.grants = new Grants(settings.timeScale);
    this.limits = new Limits(settings);
    this.deliveries = new Deliveries(settings.app, settings.timeScale);
    for (const options of settings.divisions) {
      const division = new Division(options, baseUrl, settings.app.clientId);
      const writer = new Writer(division, (set, row, action, where) => this.deliveries.notify(set, row, action, where));
      seedReferenceData(writer, options);
      this.#divisions.set(options.code, { division, writer });
    }
  }

  division(code: number): Division | undefined {
    return this.#divisions.get(code)?.division;
  }

  writer(code: number): Writer | undefined {
    return this.#divisions.get(code)?.writer;
  }
}
