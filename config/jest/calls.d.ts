/** An Apex method as the tests mock it: what they let it answer is what the service could answer. */
type ApexMethod<Parameters, Result> = jest.MockedFunction<(parameters: Parameters) => Promise<Result>>;
type ApexCall<Result> = jest.MockedFunction<() => Promise<Result>>;
/** A question that the platform puts to a person, who is mocked. */
type Dialog<Options, Answer> = jest.MockedFunction<(options: Options) => Promise<Answer>>;
/** Lightning Data Service, which says what a test tells it. */
type DataAdapter<Config, Data> = import('lwc').WireAdapterConstructor<
  Config,
  import('lightning/uiRecordApi').WiredResult<Data>
> & {
  emit(data: Data): void;
  /** What a component asked for last. */
  getLastConfig(): Config;
};
