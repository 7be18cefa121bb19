/** One declaration per Apex method: what it takes and what the middleware route behind it answers. */
declare module 'tandem/org' {
  /** A permission set of the org itself: Apex answers it without asking the middleware. */
  export interface OrgRights {
    label: string;
    /** Such as `Order: edit`, `Product2.Family` or `ApiEnabled`. */
    missing: string[];
    /** People who have the packaged permission set and not this one. */
    unassigned: number;
  }
}

declare module '@salesforce/apex/SetupController.getOrg' {
  const method: ApexCall<import('tandem/middleware').Org>;
  export default method;
}
declare module '@salesforce/apex/SetupController.getConfiguration' {
  const method: ApexCall<import('tandem/middleware').Configuration>;
  export default method;
}
declare module '@salesforce/apex/SetupController.saveConfiguration' {
  const method: ApexMethod<
    { documentJson: string; version: number; confirmedReleased: string },
    import('tandem/middleware').Configuration
  >;
  export default method;
}
declare module '@salesforce/apex/SetupController.getReferenceList' {
  const method: ApexMethod<{ division: number; listName: string }, import('tandem/middleware').ReferenceList>;
  export default method;
}
declare module '@salesforce/apex/SetupController.pauseAll' {
  const method: ApexCall<import('tandem/middleware').OrgState>;
  export default method;
}
declare module '@salesforce/apex/SetupController.resumeAll' {
  const method: ApexCall<import('tandem/middleware').OrgState>;
  export default method;
}
declare module '@salesforce/apex/SetupController.disconnect' {
  const method: ApexCall<import('tandem/middleware').Forgotten>;
  export default method;
}
declare module '@salesforce/apex/SetupController.connectExact' {
  const method: ApexCall<import('tandem/middleware').ConnectAddress>;
  export default method;
}
declare module '@salesforce/apex/SetupController.connectSalesforce' {
  const method: ApexCall<import('tandem/middleware').ConnectAddress>;
  export default method;
}
declare module '@salesforce/apex/SetupController.getConnectAddress' {
  const method: ApexCall<import('tandem/middleware').ConnectPage>;
  export default method;
}
declare module '@salesforce/apex/SetupController.getReadiness' {
  const method: ApexCall<import('tandem/middleware').Readiness>;
  export default method;
}
declare module '@salesforce/apex/OrgRightsController.getOrgRights' {
  const method: ApexCall<import('tandem/org').OrgRights[]>;
  export default method;
}
declare module '@salesforce/apex/OrgRightsController.grantOrgRights' {
  const method: ApexCall<import('tandem/org').OrgRights[]>;
  export default method;
}
declare module '@salesforce/apex/ActivityController.getActivity' {
  const method: ApexMethod<{ cursor: string | null }, import('tandem/middleware').ActivityPage>;
  export default method;
}
declare module '@salesforce/apex/ActivityController.getActivityDetail' {
  const method: ApexMethod<{ activityId: string }, import('tandem/middleware').ActivityDetail>;
  export default method;
}
declare module '@salesforce/apex/SetupController.redeemPairingCode' {
  const method: ApexMethod<{ code: string }, Omit<import('tandem/middleware').IssuedKey, 'apiKey'>>;
  export default method;
}
declare module '@salesforce/apex/RunController.startRun' {
  const method: ApexMethod<
    { flow: string; division: number | null; mode: import('tandem/middleware').RunMode; isFull: boolean },
    import('tandem/middleware').RunStarted
  >;
  export default method;
}
declare module '@salesforce/apex/OrderPushController.getPushRun' {
  const method: ApexMethod<{ runId: string }, import('tandem/middleware').RunDetail>;
  export default method;
}

declare module '@salesforce/apex/RunController.getRun' {
  const method: ApexMethod<{ runId: string }, import('tandem/middleware').RunDetail>;
  export default method;
}
declare module '@salesforce/apex/RunController.getOperations' {
  const method: ApexMethod<{ runId: string; cursor: string | null }, import('tandem/middleware').OperationPage>;
  export default method;
}
declare module '@salesforce/apex/RunController.approveRun' {
  const method: ApexMethod<{ runId: string }, import('tandem/middleware').RunStarted>;
  export default method;
}
declare module '@salesforce/apex/RunController.cancelRun' {
  const method: ApexMethod<{ runId: string }, import('tandem/middleware').RunStarted>;
  export default method;
}
declare module '@salesforce/apex/RunController.pauseRun' {
  const method: ApexMethod<{ runId: string }, import('tandem/middleware').RunStarted>;
  export default method;
}
declare module '@salesforce/apex/RunController.resumeRun' {
  const method: ApexMethod<{ runId: string }, import('tandem/middleware').RunStarted>;
  export default method;
}
declare module '@salesforce/apex/HistoryController.getPrice' {
  const method: ApexMethod<{ flow: string; division: number | null; years: number }, import('tandem/middleware').HistoryPrice>;
  export default method;
}
declare module '@salesforce/apex/HistoryController.load' {
  const method: ApexMethod<{ flow: string; division: number | null; years: number }, import('tandem/middleware').RunStarted>;
  export default method;
}
declare module '@salesforce/apex/OrderPushController.pushOrder' {
  const method: ApexMethod<{ orderId: string }, import('tandem/middleware').OrderSent | import('tandem/middleware').OrderGoesOn>;
  export default method;
}
declare module '@salesforce/apex/OrderPushController.linkOrder' {
  const method: ApexMethod<
    { orderId: string; exactNumber: string },
    import('tandem/middleware').OrderSent | import('tandem/middleware').OrderGoesOn
  >;
  export default method;
}
declare module '@salesforce/apex/OrderPushController.pushUnderReference' {
  const method: ApexMethod<
    { orderId: string; reference: string },
    import('tandem/middleware').OrderSent | import('tandem/middleware').OrderGoesOn
  >;
  export default method;
}
declare module '@salesforce/apex/OrderPushController.pushAgain' {
  const method: ApexMethod<{ orderId: string }, import('tandem/middleware').OrderSent | import('tandem/middleware').OrderGoesOn>;
  export default method;
}
declare module '@salesforce/apex/InvoicePdfController.attachPdf' {
  const method: ApexMethod<{ invoiceId: string }, import('tandem/middleware').InvoicePdf>;
  export default method;
}
declare module '@salesforce/apex/OrderDebtorController.getDebtors' {
  const method: ApexMethod<{ orderId: string; search: string }, import('tandem/middleware').DebtorList>;
  export default method;
}
declare module '@salesforce/apex/OrderDebtorController.linkDebtor' {
  const method: ApexMethod<{ orderId: string; code: string }, import('tandem/middleware').DebtorChosen>;
  export default method;
}
declare module '@salesforce/apex/OrderDebtorController.makeDebtor' {
  const method: ApexMethod<{ orderId: string }, import('tandem/middleware').DebtorChosen>;
  export default method;
}
declare module '@salesforce/apex/ApprovalController.getApproval' {
  const method: ApexMethod<{ recordId: string }, import('tandem/middleware').ApprovalPage>;
  export default method;
}
declare module '@salesforce/apex/ApprovalController.getWaiting' {
  const method: ApexMethod<{ cursor: string }, import('tandem/middleware').ApprovalPage>;
  export default method;
}
declare module '@salesforce/apex/ApprovalController.ask' {
  const method: ApexMethod<{ recordId: string; reason: string }, import('tandem/middleware').Approval>;
  export default method;
}
declare module '@salesforce/apex/ApprovalController.decide' {
  const method: ApexMethod<
    { recordId: string; approvalId: string; verdict: string; reason: string },
    import('tandem/middleware').Approval
  >;
  export default method;
}
declare module '@salesforce/apex/SellingController.ask' {
  const method: ApexMethod<
    { accountId: string; productIds: string[]; quantities: number[] },
    import('tandem/middleware').SellingAnswer
  >;
  export default method;
}
declare module '@salesforce/apex/RecordController.getRecord' {
  const method: ApexMethod<{ recordId: string }, import('tandem/middleware').RecordSync>;
  export default method;
}
declare module '@salesforce/apex/RecordController.getTimeline' {
  const method: ApexMethod<{ recordId: string }, import('tandem/middleware').TimelinePage>;
  export default method;
}
declare module '@salesforce/apex/IssueController.getIssues' {
  const method: ApexMethod<{ flow: string | null; cursor: string | null }, import('tandem/middleware').IssuePage>;
  export default method;
}
declare module '@salesforce/apex/IssueController.retryIssue' {
  const method: ApexMethod<{ issueId: string }, import('tandem/middleware').Issue>;
  export default method;
}
declare module '@salesforce/apex/IssueController.ignoreIssue' {
  const method: ApexMethod<{ issueId: string }, import('tandem/middleware').Issue>;
  export default method;
}
declare module '@salesforce/apex/IssueController.resolveIssue' {
  const method: ApexMethod<{ issueId: string }, import('tandem/middleware').Issue>;
  export default method;
}
declare module '@salesforce/apex/BudgetController.getBudget' {
  const method: ApexCall<import('tandem/middleware').Budget>;
  export default method;
}
declare module '@salesforce/apex/FlowController.getFlows' {
  const method: ApexCall<import('tandem/middleware').Flows>;
  export default method;
}
