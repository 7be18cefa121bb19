/** What the service answers, as the Lightning components read it. Written by scripts/write-middleware-types.mjs. */
declare module 'tandem/middleware' {
  /** What each route that Apex asks answers when it goes well, by status; otherwise it answers a Problem. */
  export interface Answers {
    'GET /v1/org': { 200: Org };
    'DELETE /v1/org': { 200: Forgotten };
    'GET /v1/flows': { 200: Flows };
    'POST /v1/pause': { 200: OrgState };
    'POST /v1/resume': { 200: OrgState };
    'POST /v1/connect/exact': { 201: ConnectAddress };
    'POST /v1/connect/salesforce': { 201: ConnectAddress };
    'GET /v1/keys': { 200: KeyList };
    'POST /v1/keys/rotate': { 200: IssuedKey };
    'DELETE /v1/keys/{keyId}': { 204: null };
    'GET /v1/readiness': { 200: Readiness };
    'GET /v1/config': { 200: Configuration };
    'PUT /v1/config': { 200: Configuration };
    'GET /v1/config/schema': { 200: ConfigurationSchema };
    'GET /v1/config/versions': { 200: ConfigurationVersions };
    'GET /v1/config/versions/{version}': { 200: Configuration };
    'POST /v1/config/versions/{version}/restore': { 200: Configuration };
    'GET /v1/reference/{division}/{list}': { 200: ReferenceList };
    'POST /v1/preview': { 200: Preview };
    'POST /v1/runs': { 202: RunStarted };
    'GET /v1/runs/{id}': { 200: RunDetail };
    'GET /v1/runs/{id}/operations': { 200: OperationPage };
    'POST /v1/runs/{id}/approve': { 202: RunStarted };
    'POST /v1/runs/{id}/cancel': { 202: RunStarted };
    'POST /v1/runs/{id}/pause': { 202: RunStarted };
    'POST /v1/runs/{id}/resume': { 202: RunStarted };
    'GET /v1/flows/{flow}/history': { 200: HistoryPrice };
    'POST /v1/orders/{orderId}/push': { 200: OrderSent; 202: OrderGoesOn };
    'GET /v1/orders/{orderId}/debtors': { 200: DebtorList };
    'POST /v1/orders/{orderId}/debtor': { 200: DebtorChosen; 202: DebtorChosen };
    'POST /v1/selling': { 200: SellingAnswer };
    'POST /v1/invoices/{invoiceId}/pdf': { 200: InvoicePdf };
    'POST /v1/hints': { 202: HintsTaken };
    'GET /v1/records/{recordId}': { 200: RecordSync };
    'GET /v1/records/{recordId}/timeline': { 200: TimelinePage };
    'GET /v1/issues': { 200: IssuePage };
    'POST /v1/issues/{id}/retry': { 200: Issue };
    'POST /v1/issues/{id}/resolve': { 200: Issue };
    'POST /v1/issues/{id}/ignore': { 200: Issue };
    'GET /v1/approvals': { 200: ApprovalPage };
    'POST /v1/approvals': { 200: Approval; 201: Approval };
    'POST /v1/approvals/{id}/decision': { 200: Approval };
    'GET /v1/activity': { 200: ActivityPage };
    'GET /v1/activity/{id}': { 200: ActivityDetail };
    'GET /v1/insights': { 200: Insights };
    'GET /v1/budget': { 200: Budget };
    'GET /v1/pairing': { 200: ConnectPage };
    'POST /v1/pairing/redeem': { 200: IssuedKey };
  }
  export interface components {
    schemas: {
      /** @description a way out that a person may choose: the same push again with this parameter */
      Alternative: {
        label: string;
        push: {
          linkTo?: string;
          reference?: string;
          sendAgain?: string;
        };
      };
      FieldProblem: {
        /** @description JSON pointer of the value it is about */
        pointer: string;
        message: string;
      };
      /** @description records of the past that settings would send */
      Released: {
        flow: string;
        count: number;
        isAtMost: boolean;
        from: string;
        oldest: string | null;
        newest: string | null;
        amount: string;
        currency: string;
        timeZone: string;
      };
      Problem: {
        type: string;
        title: string;
        status: number;
        detail: string;
        code: string;
        action: string;
        field?: string;
        recordId?: string;
        requestId?: string;
        alternatives?: components['schemas']['Alternative'][];
        /** @description only of configuration_invalid: what is wrong, each at its value */
        problems?: components['schemas']['FieldProblem'][];
        /** @description how many there are, of which `problems` lists the first */
        problemCount?: number;
        /** @description only of start_point_moves_back: what saving would send */
        released?: components['schemas']['Released'];
      };
      FlowName: string;
      ActivityFlow: string;
      /** @enum {string} */
      ActivityStatus:
        'created' | 'updated' | 'unchanged' | 'skipped' | 'blocked' | 'failed' | 'connected' | 'asked' | 'approved' | 'refused';
      /** @enum {string} */
      RunMode: 'plan' | 'apply';
      /** @enum {string} */
      RunState: 'queued' | 'running' | 'paused' | 'planned' | 'succeeded' | 'failed' | 'cancelled';
      RunCounts: {
        created: number;
        updated: number;
        unchanged: number;
        skipped: number;
        blocked: number;
        failed: number;
      };
      Run: {
        id: string;
        flow: components['schemas']['FlowName'];
        /** @description the company it is of */
        division: number;
        mode: components['schemas']['RunMode'];
        state: components['schemas']['RunState'];
        progress: {
          done: number;
          total: number | null;
        };
        counts: components['schemas']['RunCounts'];
        calls: {
          exact: number;
          salesforce: number;
        };
        startedAt: string | null;
        finishedAt: string | null;
        problem: components['schemas']['Problem'] | null;
        /** @description what holds the run up: how many records, where that is known, until when, and why */
        waiting: {
          count: number | null;
          until: string;
          reason: components['schemas']['Problem'];
        } | null;
        /** @description for a part of the past: its days as yyyy-mm-dd, `until` not among them */
        history: {
          from: string;
          until: string;
        } | null;
        /** @description records of an approved plan that changed since and were left as they are */
        dropped: number;
      };
      /** @enum {string} */
      OperationAction: 'create' | 'update' | 'unchanged' | 'skip' | 'block';
      /** @enum {string} */
      FieldPolicy: 'always' | 'create' | 'ifEmpty' | 'never';
      FieldChange: {
        field: string;
        from: unknown;
        to: unknown;
        policy: components['schemas']['FieldPolicy'];
        /** @description what was done to the text so that it fits; a field left out has the same value before and after */
        note?: string;
      };
      Forgotten: {
        /** @description what a person still has to do, as sentences */
        left: string[];
      };
      Activity: {
        id: string;
        at: string;
        flow: components['schemas']['ActivityFlow'];
        recordId: string;
        label: string;
        status: components['schemas']['ActivityStatus'];
        /** @enum {string} */
        direction: 'toSalesforce' | 'toExact';
        code: string | null;
        message: string | null;
      };
      ActivityDetail: {
        id: string;
        at: string;
        flow: components['schemas']['ActivityFlow'];
        recordId: string;
        label: string;
        status: components['schemas']['ActivityStatus'];
        /** @enum {string} */
        direction: 'toSalesforce' | 'toExact';
        code: string | null;
        message: string | null;
        operations: {
          /** @enum {string} */
          system: 'exact' | 'salesforce';
          object: string;
          /** @enum {string} */
          action: 'create' | 'update' | 'unchanged' | 'skip' | 'block';
          fields: {
            field: string;
            from: unknown;
            to: unknown;
            policy?: components['schemas']['FieldPolicy'];
            /** @description what was done to the text so that it fits; a field left out has the same value before and after */
            note?: string;
          }[];
        }[];
      };
      Insights: {
        days: number;
        flows: {
          flow: components['schemas']['ActivityFlow'];
          volumes: {
            [key: string]: number;
          };
          meanDurationMs: number | null;
          failures: number;
          lastAt: string | null;
        }[];
      };
      /**
       * @description replaced: for other figures than those of now, or the record went without it
       * @enum {string}
       */
      ApprovalState: 'asked' | 'approved' | 'refused' | 'used' | 'expired' | 'replaced';
      Approval: {
        id: string;
        flow: components['schemas']['FlowName'];
        division: number;
        recordId: string;
        label: string;
        /** @description of the error that is to be overruled */
        code: string;
        title: string;
        message: string;
        state: components['schemas']['ApprovalState'];
        asked: {
          name: string;
          at: string;
          reason: string;
          isCaller: boolean;
        };
        decided: {
          name: string;
          at: string;
          reason: string;
          isCaller: boolean;
        } | null;
        expiresAt: string;
        /** @description it waits for somebody like the caller */
        mayDecide: boolean;
      };
      BudgetWindow: {
        limit: number;
        used: number;
        resetsAt: string;
      };
      Forecast: {
        flow: components['schemas']['FlowName'];
        /** @description records in the queue and what a running run has left */
        waiting: number;
        /** @description in words, with the time of day in the time zone of the org */
        text: string;
        /** @description when all that is to be done now is done; null where it cannot be told */
        doneAt: string | null;
        /** @description as measured on the newest run */
        recordsPerMinute: number | null;
      };
      Budget: {
        divisions: {
          division: number;
          name: string;
          minute: components['schemas']['BudgetWindow'];
          day: components['schemas']['BudgetWindow'];
        }[];
        /** @description as the last call told; null until one did */
        salesforce: {
          limit: number | null;
          used: number | null;
        };
        forecast: components['schemas']['Forecast'][];
      };
      ConfigurationDocument: {
        /** @constant */
        version: 1;
        /** @default [] */
        divisions?: {
          code: number;
          /** @default false */
          default?: boolean;
          /**
           * @description IANA time zone: when a price or an item becomes valid
           * @default Europe/Amsterdam
           */
          timeZone?: string;
        }[];
        flows?: {
          [key: string]: {
            /** @default false */
            enabled?: boolean;
            /** @description default: the default division */
            division?: number;
            /** @description only records for which this CEL condition is true */
            when?: string;
            /** @default [] */
            fields?: {
              to: string;
              /** @description a CEL formula */
              from: string;
              /**
               * @description default: always; create for what decides money and for the e-mail address of a debtor
               * @enum {string}
               */
              policy?: 'always' | 'create' | 'ifEmpty' | 'never';
              /**
               * @description a text that is too long: shortened, left out (both are told), or the record stops
               * @default issue
               * @enum {string}
               */
              tooLong?: 'truncate' | 'leaveOut' | 'issue';
            }[];
          } & {
            [key: string]: unknown;
          };
        };
        /** @default {} */
        tables?: {
          /** @default [] */
          vat?: {
            salesforce: string;
            exact: string;
          }[];
          /** @default [] */
          vatOfSales?: {
            salesforce: string;
            exact: string;
          }[];
          /** @default [] */
          paymentConditions?: {
            salesforce: string;
            exact: string;
          }[];
          /** @default [] */
          shippingMethods?: {
            salesforce: string;
            exact: string;
          }[];
          /** @default [] */
          countries?: {
            salesforce: string;
            exact: string;
          }[];
        };
      };
      Configuration: {
        version: number;
        author: string | null;
        savedAt: string | null;
        document: components['schemas']['ConfigurationDocument'];
        /** @description after saving: what could not be checked */
        notes?: string[];
      };
      ConfigurationVersions: {
        items: {
          version: number;
          author: string | null;
          savedAt: string | null;
        }[];
      };
      ConfigurationSchema: {
        [key: string]: unknown;
      };
      ConnectAddress: {
        url: string;
      };
      /** @enum {string} */
      FlowState: 'off' | 'idle' | 'running' | 'waiting' | 'stopped';
      FlowStatus: {
        name: components['schemas']['FlowName'];
        isEnabled: boolean;
        /** @description the companies it works in; a run without a division is one of the first */
        divisions: {
          code: number;
          name: string;
        }[];
        state: components['schemas']['FlowState'];
        stoppedBecause: components['schemas']['Problem'] | null;
        lastRunAt: string | null;
        lastRun: components['schemas']['Run'] | null;
        /** @description the newest run for a part of the past */
        history: components['schemas']['Run'] | null;
        openIssues: number;
        nextPollAt: string | null;
      };
      Flow: {
        name: components['schemas']['FlowName'];
        label: string;
        /** @description what moves where, in one sentence */
        description: string;
        /** @enum {string} */
        direction: 'toSalesforce' | 'toExact';
        /** @description of the Lightning Design System */
        icon: string;
        /** @description what one of its records is called, and several */
        nouns: {
          one: string;
          several: string;
        };
        /** @description JSON Schema of its settings in the configuration document; its keyword x-tandem says which of them pages show */
        settings: {
          [key: string]: unknown;
        };
        /** @description years of the past that can be loaded: whole calendar years before this one, at the fewest */
        history: {
          fewestYears: number;
        } | null;
        isEnabled: boolean;
        state: components['schemas']['FlowState'];
      };
      ValueTable: {
        /** @description under `tables` of the configuration document */
        name: string;
        label: string;
        /** @description what stands in it, in one sentence */
        explanation: string;
        /** @description the reference list that its Exact side is chosen from */
        list: string;
      };
      Flows: {
        items: components['schemas']['Flow'][];
        tables: components['schemas']['ValueTable'][];
      };
      InvoicePdf: {
        /**
         * @description notPrinted: Exact Online has no PDF of it yet
         * @enum {string}
         */
        state: 'attached' | 'notPrinted';
        /** @description the file (ContentDocument) on the invoice in Salesforce */
        fileId: string | null;
        title: string | null;
        /** @description false: the same file hung on the invoice already */
        isNew: boolean;
      };
      HintsTaken: {
        accepted: number;
      };
      Issue: {
        id: string;
        flow: components['schemas']['FlowName'];
        division: number;
        recordId: string;
        label: string;
        code: string;
        title: string;
        message: string;
        action: string;
        field: string | null;
        firstAt: string;
        lastAt: string;
        attempts: number;
        /** @enum {string} */
        state: 'open' | 'retrying' | 'resolved' | 'ignored';
      };
      DebtorCandidate: {
        code: string;
        name: string;
        city: string | null;
        vatNumber: string | null;
        email: string | null;
        /** @description name of another account of Salesforce that has it */
        linkedTo: string | null;
        /** @description the customer is linked to it now */
        isCurrent: boolean;
        /** @description why no order can be sent to it as it is */
        problem: string | null;
      };
      DebtorList: {
        customer: {
          name: string;
          email: string | null;
        };
        candidates: components['schemas']['DebtorCandidate'][];
        hasMore: boolean;
      };
      DebtorChosen: {
        /** @description null: its own, made with the order */
        debtor: {
          code: string;
          name: string;
        } | null;
        /** @description the run that goes on with the order */
        runId: string | null;
      };
      OrderTotals: {
        net: string;
        vat: string;
        gross: string;
        currency: string;
      };
      OrderSent: {
        /** @enum {string} */
        status: 'sent' | 'alreadySent';
        exactId: string | null;
        exactNumber: string | null;
        url: string | null;
        totals: components['schemas']['OrderTotals'] | null;
      };
      /** @description the order takes longer than the button waits: the run goes on by itself */
      OrderGoesOn: {
        runId: string;
        /** @description where it stands, in plain words */
        message: string;
        /** @description before then nothing more happens, where that is known */
        until: string | null;
      };
      /** @enum {string} */
      ConnectionState: 'connected' | 'reconnect' | 'missing';
      SalesforceConnection: {
        state: components['schemas']['ConnectionState'];
        detail: string | null;
        instanceUrl: string | null;
        /** @description the user under whom Tandem works; null for connections that are older than that was stored */
        userName: string | null;
        /** @description how Tandem signs in: as the user that the app runs as, by the sign-in of a person, by certificate */
        signIn: ('client_credentials' | 'refresh_token' | 'jwt') | null;
        checkedAt: string | null;
      };
      ExactConnection: {
        state: components['schemas']['ConnectionState'];
        detail: string | null;
        country: string | null;
        userName: string | null;
        checkedAt: string | null;
      };
      Division: {
        code: number;
        name: string;
        currency: string;
        country: string;
        isDefault: boolean;
      };
      Org: {
        orgId: string;
        name: string;
        isSandbox: boolean;
        namespace: string | null;
        /** @enum {string} */
        state: 'active' | 'paused';
        /** @description while it is paused: since when, and who wanted it */
        pause: {
          since: string | null;
          by: string | null;
        } | null;
        trialEndsAt: string | null;
        connections: {
          salesforce: components['schemas']['SalesforceConnection'];
          exact: components['schemas']['ExactConnection'];
        };
        divisions: components['schemas']['Division'][];
        features: {
          multiCurrency: boolean;
          personAccounts: boolean;
          stateCountryPicklists: boolean;
          orders: boolean;
        };
        flows: components['schemas']['FlowStatus'][];
      };
      ConnectPage: {
        connectUrl: string;
      };
      IssuedKey: {
        orgId: string;
        apiKey: string;
      };
      KeyList: {
        keys: {
          id: string;
          createdAt: string;
          /** @description exact to a minute; null: never used */
          lastUsedAt: string | null;
          /** @description the key that this request came with */
          isThisOne: boolean;
        }[];
      };
      OrgState: {
        /** @enum {string} */
        state: 'active' | 'paused';
      };
      Preview: {
        items: {
          recordId: string;
          label: string;
          fields: components['schemas']['FieldChange'][];
          problems: {
            field: string | null;
            code: string;
            message: string;
          }[];
        }[];
      };
      ReadinessCheck: {
        id: string;
        /** @enum {string} */
        system: 'salesforce' | 'exact';
        title: string;
        /** @enum {string} */
        state: 'ok' | 'warning' | 'problem';
        detail: string;
        action: string | null;
      };
      Readiness: {
        isReady: boolean;
        checks: components['schemas']['ReadinessCheck'][];
      };
      /** @enum {string} */
      RecordStatus: 'synced' | 'problem' | 'waiting' | 'notSynced';
      RecordSync: {
        recordId: string;
        flow: components['schemas']['FlowName'] | null;
        status: components['schemas']['RecordStatus'];
        exactId: string | null;
        exactNumber: string | null;
        url: string | null;
        lastSyncedAt: string | null;
        problem: {
          code: string;
          title: string;
          message: string;
          action: string;
          field: string | null;
        } | null;
        /** @description why it is not in Exact Online, or not yet, or could not be read now, where no problem says it */
        reason: {
          code: string;
          title: string;
          message: string;
          action: string;
        } | null;
        waitingUntil: string | null;
        /** @description sending it now can succeed */
        canSend: boolean;
      };
      TimelineItem: {
        at: string;
        flow: components['schemas']['ActivityFlow'];
        title: string;
        detail: string;
        status: components['schemas']['ActivityStatus'];
        /** @enum {string} */
        direction: 'toSalesforce' | 'toExact';
        code: string | null;
      };
      ReferenceItem: {
        id: string;
        code: string;
        description: string | null;
      };
      ReferenceList: {
        items: components['schemas']['ReferenceItem'][];
      };
      HistoryPrice: {
        flow: components['schemas']['FlowName'];
        /** @description the company it is of */
        division: number;
        /** @description first day, yyyy-mm-dd */
        from: string;
        /** @description the day after the last one */
        until: string;
        /** @description documents of these days in Exact Online */
        records: number;
        /** @description rows that they are in Salesforce, about */
        rows: number;
        /** @description what Salesforce counts for these rows */
        storageMb: number;
        /** @description about */
        calls: {
          exact: number;
          salesforce: number;
        };
        /** @description at the earliest; null where that is further away than a year */
        doneAt: string | null;
        /** @description all of it in one line */
        text: string;
      };
      RunStarted: {
        runId: string;
      };
      RunDetail: {
        id: string;
        flow: components['schemas']['FlowName'];
        /** @description the company it is of */
        division: number;
        mode: components['schemas']['RunMode'];
        state: components['schemas']['RunState'];
        progress: {
          done: number;
          total: number | null;
        };
        counts: components['schemas']['RunCounts'];
        calls: {
          exact: number;
          salesforce: number;
        };
        startedAt: string | null;
        finishedAt: string | null;
        problem: components['schemas']['Problem'] | null;
        /** @description what holds the run up: how many records, where that is known, until when, and why */
        waiting: {
          count: number | null;
          until: string;
          reason: components['schemas']['Problem'];
        } | null;
        /** @description for a part of the past: its days as yyyy-mm-dd, `until` not among them */
        history: {
          from: string;
          until: string;
        } | null;
        /** @description records of an approved plan that changed since and were left as they are */
        dropped: number;
        /** @description which records of an approved plan were left as they are, and why: the first 50, while the activity log has them */
        droppedRecords: {
          recordId: string;
          label: string;
          reason: string;
        }[];
      };
      Operation: {
        key: string;
        recordId: string;
        label: string;
        /** @enum {string} */
        system: 'exact' | 'salesforce';
        action: components['schemas']['OperationAction'];
        object: string;
        fields: components['schemas']['FieldChange'][];
        reason: components['schemas']['Problem'] | null;
        /** @description `seen`: the approved run has come to its record */
        outcome: string | null;
      };
      SellingOrigin: {
        /** @enum {string} */
        from: 'exact' | 'salesforce';
        /** @description of the oldest part of the value */
        asOf: string;
        /** @description why it is not of this moment, where it was asked for in vain */
        because: components['schemas']['Problem'] | null;
      };
      SellingStock: {
        /** @description null: no warehouse that counts has the product */
        available: string | null;
        warehouses: {
          name: string;
          /** @description decimal text */
          available: string;
          isCounted: boolean;
          /** @description the day on which something comes next */
          nextOn: string | null;
          next: string | null;
        }[];
        origin: components['schemas']['SellingOrigin'];
      };
      SellingPrice: {
        /** @description of one piece, after discount */
        netPrice: string;
        /** @description of one piece, before the discount that the customer always gets */
        unitPrice: string;
        /** @description decimal text */
        discountPercent: string;
        /** @enum {string} */
        reason: 'agreement' | 'specialOffer' | 'priceList' | 'volumeBreak' | 'standard';
        why: string;
        fromQuantity: string | null;
        /** @description last day on which it holds */
        until: string | null;
        vatCode: string | null;
        isVatIncluded: boolean;
        /** @description of the quantity, without VAT */
        net: string;
        vat: string | null;
        gross: string | null;
        origin: components['schemas']['SellingOrigin'];
      };
      SellingLine: {
        productId: string;
        /** @description decimal text */
        quantity: string;
        /** @description null: not kept in stock, or the stock flow is off */
        stock: components['schemas']['SellingStock'] | null;
        price: components['schemas']['SellingPrice'] | null;
        problem: components['schemas']['Problem'] | null;
      };
      SellingCredit: {
        /** @description decimal text */
        line: string;
        /** @description decimal text */
        open: string;
        /** @description decimal text */
        notInvoiced: string;
        /** @description decimal text */
        available: string;
        origin: components['schemas']['SellingOrigin'];
      };
      SellingAnswer: {
        division: number;
        /** @description null: the account is no debtor there */
        debtor: {
          name: string;
          isBlocked: boolean;
        } | null;
        currency: string;
        companyCurrency: string;
        lines: components['schemas']['SellingLine'][];
        /** @description in the currency of the company; null: no credit line was agreed */
        credit: components['schemas']['SellingCredit'] | null;
        exactCalls: number;
      };
      OperationPage: {
        items: components['schemas']['Operation'][];
        next: string | null;
      };
      TimelinePage: {
        items: components['schemas']['TimelineItem'][];
        next: string | null;
      };
      IssuePage: {
        items: components['schemas']['Issue'][];
        next: string | null;
      };
      ApprovalPage: {
        items: components['schemas']['Approval'][];
        next: string | null;
      };
      ActivityPage: {
        items: components['schemas']['Activity'][];
        next: string | null;
      };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
  }
  export type Alternative = components['schemas']['Alternative'];
  export type FieldProblem = components['schemas']['FieldProblem'];
  export type Released = components['schemas']['Released'];
  export type Problem = components['schemas']['Problem'];
  export type FlowName = components['schemas']['FlowName'];
  export type ActivityFlow = components['schemas']['ActivityFlow'];
  export type ActivityStatus = components['schemas']['ActivityStatus'];
  export type RunMode = components['schemas']['RunMode'];
  export type RunState = components['schemas']['RunState'];
  export type RunCounts = components['schemas']['RunCounts'];
  export type Run = components['schemas']['Run'];
  export type OperationAction = components['schemas']['OperationAction'];
  export type FieldPolicy = components['schemas']['FieldPolicy'];
  export type FieldChange = components['schemas']['FieldChange'];
  export type Forgotten = components['schemas']['Forgotten'];
  export type Activity = components['schemas']['Activity'];
  export type ActivityDetail = components['schemas']['ActivityDetail'];
  export type Insights = components['schemas']['Insights'];
  export type ApprovalState = components['schemas']['ApprovalState'];
  export type Approval = components['schemas']['Approval'];
  export type BudgetWindow = components['schemas']['BudgetWindow'];
  export type Forecast = components['schemas']['Forecast'];
  export type Budget = components['schemas']['Budget'];
  export type ConfigurationDocument = components['schemas']['ConfigurationDocument'];
  export type Configuration = components['schemas']['Configuration'];
  export type ConfigurationVersions = components['schemas']['ConfigurationVersions'];
  export type ConfigurationSchema = components['schemas']['ConfigurationSchema'];
  export type ConnectAddress = components['schemas']['ConnectAddress'];
  export type FlowState = components['schemas']['FlowState'];
  export type FlowStatus = components['schemas']['FlowStatus'];
  export type Flow = components['schemas']['Flow'];
  export type ValueTable = components['schemas']['ValueTable'];
  export type Flows = components['schemas']['Flows'];
  export type InvoicePdf = components['schemas']['InvoicePdf'];
  export type HintsTaken = components['schemas']['HintsTaken'];
  export type Issue = components['schemas']['Issue'];
  export type DebtorCandidate = components['schemas']['DebtorCandidate'];
  export type DebtorList = components['schemas']['DebtorList'];
  export type DebtorChosen = components['schemas']['DebtorChosen'];
  export type OrderTotals = components['schemas']['OrderTotals'];
  export type OrderSent = components['schemas']['OrderSent'];
  export type OrderGoesOn = components['schemas']['OrderGoesOn'];
  export type ConnectionState = components['schemas']['ConnectionState'];
  export type SalesforceConnection = components['schemas']['SalesforceConnection'];
  export type ExactConnection = components['schemas']['ExactConnection'];
  export type Division = components['schemas']['Division'];
  export type Org = components['schemas']['Org'];
  export type ConnectPage = components['schemas']['ConnectPage'];
  export type IssuedKey = components['schemas']['IssuedKey'];
  export type KeyList = components['schemas']['KeyList'];
  export type OrgState = components['schemas']['OrgState'];
  export type Preview = components['schemas']['Preview'];
  export type ReadinessCheck = components['schemas']['ReadinessCheck'];
  export type Readiness = components['schemas']['Readiness'];
  export type RecordStatus = components['schemas']['RecordStatus'];
  export type RecordSync = components['schemas']['RecordSync'];
  export type TimelineItem = components['schemas']['TimelineItem'];
  export type ReferenceItem = components['schemas']['ReferenceItem'];
  export type ReferenceList = components['schemas']['ReferenceList'];
  export type HistoryPrice = components['schemas']['HistoryPrice'];
  export type RunStarted = components['schemas']['RunStarted'];
  export type RunDetail = components['schemas']['RunDetail'];
  export type Operation = components['schemas']['Operation'];
  export type SellingOrigin = components['schemas']['SellingOrigin'];
  export type SellingStock = components['schemas']['SellingStock'];
  export type SellingPrice = components['schemas']['SellingPrice'];
  export type SellingLine = components['schemas']['SellingLine'];
  export type SellingCredit = components['schemas']['SellingCredit'];
  export type SellingAnswer = components['schemas']['SellingAnswer'];
  export type OperationPage = components['schemas']['OperationPage'];
  export type TimelinePage = components['schemas']['TimelinePage'];
  export type IssuePage = components['schemas']['IssuePage'];
  export type ApprovalPage = components['schemas']['ApprovalPage'];
  export type ActivityPage = components['schemas']['ActivityPage'];
}
