/** A request to the org's REST API, below `/services/data/v67.0`. */
export interface OrgRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
}

export interface OrgReply {
  readonly status: number;
  readonly body: unknown;
}

/** The walk needs what the org answers to this; it goes on from the start once that is known. */
export class OrgCallNeeded extends Error {
  override readonly name = 'OrgCallNeeded';
  readonly request: OrgRequest;

  constructor(request: OrgRequest) {
    super(`the Apex asks the org: ${request.method} ${request.path}`);
    this.request = request;
  }
}

/**
 * The org as Apex sees it: at once. A walk is repeated from its start with every answer so far, until none is missing; Apex does the
 * same each time, so what was written is not written again.
 */
export class OrgCalls {
  private readonly replies: readonly OrgReply[];
  private position = 0;

  constructor(replies: readonly OrgReply[]) {
    this.replies = replies;
  }

  send(request: OrgRequest): OrgReply {
    const reply = this.replies[this.position];
    this.position += 1;
    if (reply === undefined) {
      throw new OrgCallNeeded(request);
    }
    return reply;
  }

  /** @throws ApexThrown in the words of the org */
  query(soql: string): ApexRecord[] {
    const { status, body } = this.send({ method: 'GET', path: `/query?q=${encodeURIComponent(soql)}` });
    if (status !== 200) {
      throw new ApexThrown({ code: 'unexpected_error', title: 'System.QueryException', detail: messageOf(body) });
    }
    return (body as { records: Record<string, unknown>[] }).records.map(toRecord);
  }

  /** Writes records as `Database.insert` and `Database.update` do: one that is refused harms no other. Answers what was refused. */
  write(action: 'insert' | 'update', records: readonly ApexRecord[]): string[] {
    if (records.length === 0) {
      return [];
    }
    const body = { allOrNone: false, records: records.map((record) => record.toJson()) };
    const reply = this.send({ method: action === 'insert' ? 'POST' : 'PATCH', path: '/composite/sobjects', body });
    if (reply.status !== 200) {
      return [messageOf(reply.body)];
    }
    return (reply.body as { id?: string; success: boolean; errors: unknown[] }[]).flatMap(({ id, success, errors }, index) => {
      if (success) {
        records[index]?.put('Id', id);
      }
      return success ? [] : messageOf(errors);
    });
  }

  /** What the user may see of an object; null where it is hidden or not there. */
  describe(object: string): ApexDescribe | null {
    const { status, body } = this.send({ method: 'GET', path: `/sobjects/${object}/describe` });
    return status === 200 ? new ApexDescribe(body as DescribeBody) : null;
  }
}

/** An exception of Apex on its way to the browser, as the problem that the package's Apex makes of it. */
export class ApexThrown extends Error {
  override readonly name = 'ApexThrown';
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(problem: Readonly<Record<string, unknown>>) {
    super(String(problem['title']));
    this.problem = problem;
  }
}

/** An SObject. Names of fields have no case. */
export class ApexRecord {
  readonly type: string;
  private readonly fields = new Map<string, { readonly name: string; readonly value: unknown }>();

  constructor(type: string) {
    this.type = type;
  }

  get(name: string): unknown {
    return this.fields.get(name.toLowerCase())?.value ?? null;
  }

  put(name: string, value: unknown): void {
    this.fields.set(name.toLowerCase(), { name, value });
  }

  toJson(): Record<string, unknown> {
    const entries = [...this.fields.values()].map(({ name, value }) => [name, value] as const);
    return { attributes: { type: this.type }, ...Object.fromEntries(entries) };
  }
}

interface DescribeBody {
  readonly createable: boolean;
  readonly fields: readonly { readonly name: string; readonly permissionable: boolean }[];
}

/** An SObjectType and its describe in one. */
export class ApexDescribe {
  readonly isCreateable: boolean;
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, ApexField>;

  constructor({ createable, fields }: DescribeBody) {
    this.isCreateable = createable;
    this.fields = new Map(fields.map(({ name, permissionable }) => [name.toLowerCase(), new ApexField(permissionable)]));
  }
}

/** An SObjectField and its describe in one. */
export class ApexField {
  readonly isPermissionable: boolean;

  constructor(isPermissionable: boolean) {
    this.isPermissionable = isPermissionable;
  }
}

function toRecord({ attributes, ...fields }: Record<string, unknown>): ApexRecord {
  const record = new ApexRecord((attributes as { type: string }).type);
  for (const [name, value] of Object.entries(fields)) {
    record.put(name, value);
  }
  return record;
}

function messageOf(body: unknown): string {
  return (Array.isArray(body) ? body : [body]).map((each) => String((each as { message?: unknown }).message)).join('; ');
}
