/** Errors of pictures of items. `{item}` is the item code in Exact Online, `{name}` what the picture is called there. */
export const PICTURE_ERRORS = {
  picture_blank: {
    title: 'The picture is an empty pixel',
    status: 422,
    message:
      'Exact Online showed a picture of one pixel for item {item} instead of its picture {name}, so nothing was taken over.',
    action: 'Open item {item} in Exact Online and look at its picture; if it is there, press Retry, else enter it again.',
    handling: 'person',
  },
  picture_changed: {
    title: 'The picture changed while it was read',
    status: 409,
    message: 'The picture {name} became another one in Exact Online before it was written.',
    action: 'Nothing: it is read again by itself.',
    handling: 'retry',
  },
  picture_elsewhere: {
    title: 'The picture is not in Exact Online',
    status: 422,
    message:
      'The address that Exact Online gives for the picture {name} of item {item} leads to another place, where Tandem does not go.',
    action:
      'Open item {item} in Exact Online and enter its picture again. Tandem looks at it once its name changes, or when you press Retry.',
    handling: 'person',
  },
  picture_empty: {
    title: 'The picture is an empty file',
    status: 422,
    message: 'The picture {name} of item {item} in Exact Online is a file without content.',
    action:
      'Enter the picture of item {item} in Exact Online again. Tandem looks at it once its name changes, or when you press Retry.',
    handling: 'person',
  },
  picture_gone: {
    title: 'The picture is gone',
    status: 404,
    message: 'Exact Online names the picture {name} for item {item}, and has no file of it any more.',
    action:
      'Enter the picture of item {item} in Exact Online again, or take its name off the item. Tandem looks at it once its name changes, or when you press Retry.',
    handling: 'person',
  },
  picture_not_image: {
    title: 'The picture is none',
    status: 422,
    message:
      'What Exact Online has as picture {name} of item {item} is no PNG, JPEG, GIF, WebP or BMP file, so it was not taken over.',
    action:
      'Enter a picture of one of these kinds for item {item} in Exact Online. Tandem looks at it once its name changes, or when you press Retry.',
    handling: 'person',
  },
  picture_not_selected: {
    title: 'The item does not meet the condition',
    status: 422,
    message: 'Item {item} does not meet the condition that the settings of the pictures flow give.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  picture_too_large: {
    title: 'The picture is too large',
    status: 422,
    message: 'The picture {name} of item {item} is larger than {megabytes} MB, so it was not taken over.',
    action:
      'Enter a smaller picture for item {item} in Exact Online. Tandem looks at it once its name changes, or when you press Retry.',
    handling: 'person',
  },
  picture_unanswered: {
    title: 'The picture did not come',
    status: 502,
    message: 'Exact Online did not send the picture {name} of item {item}, although it was asked twice and answered otherwise.',
    action: 'Open item {item} in Exact Online and look at its picture, then press Retry.',
    handling: 'person',
  },
  picture_without_product: {
    title: 'The item is no product in Salesforce',
    status: 422,
    message: 'Item {item} was to be looked at for its picture, and no product in Salesforce stands for it.',
    action: 'Bring the item over with the flow Products first; its picture follows by itself.',
    handling: 'person',
  },
} as const;
