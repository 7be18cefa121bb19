/** An Apex method as the components call it. */
type ApexMethod<Parameters, Result> = (parameters: Parameters) => Promise<Result>;
type ApexCall<Result> = () => Promise<Result>;
/** A question that the platform puts to a person. */
type Dialog<Options, Answer> = (options: Options) => Promise<Answer>;
/** What Lightning Data Service tells a component. */
type DataAdapter<Config, Data> = import('lwc').WireAdapterConstructor<Config, import('lightning/uiRecordApi').WiredResult<Data>>;
