/** An Apex method as the components call it. */
type ApexMethod<Parameters, Result> = (parameters: Parameters) => Promise<Result>;
type ApexCall<Result> = () => Promise<Result>;
