/** Errors of files of orders. `{order}` is the order number in Salesforce, `{file}` the name of the file. */
export const ATTACHMENT_ERRORS = {
  attachment_changed: {
    title: 'The file changed while it was read',
    status: 409,
    message: 'The file {file} of order {order} became another one in Salesforce before it was sent.',
    action: 'Nothing: it is read again by itself.',
    handling: 'retry',
  },
  attachment_elsewhere: {
    title: 'The file is not in Salesforce',
    status: 422,
    message:
      'Salesforce has no content of the file {file} of order {order}, such as of a file that lies in another system, so it was not sent.',
    action: 'Upload the file itself to order {order}.',
    handling: 'person',
  },
  attachment_empty: {
    title: 'The file is empty',
    status: 422,
    message: 'The file {file} of order {order} has no content, so it was not sent.',
    action: 'Upload the file to order {order} again.',
    handling: 'person',
  },
  attachment_gone: {
    title: 'The file is gone',
    status: 404,
    message: 'The file {file} of order {order} was gone from Salesforce, or no longer open to Tandem, when it was to be sent.',
    action: 'Nothing if it was deleted on purpose. Else upload it to order {order} again, or let Tandem see it and press Retry.',
    handling: 'person',
  },
  attachment_none: {
    title: 'The order has no file that is sent',
    status: 422,
    message: 'Order {order} has no file that meets the condition of the settings for attachments.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  attachment_order_missing: {
    title: 'The sales order of the files is gone',
    status: 404,
    message: 'Exact Online has no sales order {number} of order {order} any more, so its files were not sent.',
    action: 'Look at order {order}: once it is in Exact Online again, press Retry.',
    handling: 'person',
  },
  attachment_no_sales_order: {
    title: 'The order is no sales order in Exact Online',
    status: 422,
    message: 'Order {order} became another document than a sales order in Exact Online, so its files were not sent.',
    action: 'Nothing. Add the files by hand to the document of order {order} in Exact Online where they are needed there.',
    handling: 'person',
  },
  attachment_order_not_sent: {
    title: 'The order is not in Exact Online',
    status: 422,
    message: 'Order {order} is not in Exact Online, so there is nothing its files could be added to.',
    action: 'Send order {order} first; its files follow by themselves.',
    handling: 'person',
  },
  attachment_refused: {
    title: 'Exact Online did not take the file',
    status: 422,
    message: 'Exact Online did not take the file {file} of order {order}: {problem}',
    action:
      'Look at what Exact Online says, and press Retry. Where the document of the file is in Exact Online already, it stays there without its file until then.',
    handling: 'person',
  },
  attachment_too_large: {
    title: 'The file is too large',
    status: 422,
    message: 'The file {file} of order {order} is larger than the {megabytes} MB that Exact Online takes, so it was not sent.',
    action: 'Upload a smaller file to order {order}, or add this one to the sales order in Exact Online by hand.',
    handling: 'person',
  },
  attachment_type_unknown: {
    title: 'The company has no such type of document',
    status: 422,
    message:
      'The settings say that files become documents of type {type}, which this company of Exact Online does not have, or makes itself. The files of order {order} were not sent. Its types: {types}.',
    action: 'Let an administrator choose one of these types in the Tandem settings for attachments.',
    handling: 'person',
  },
} as const;
