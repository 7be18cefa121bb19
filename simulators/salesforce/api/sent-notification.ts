/** A notification as the org sent it. */
export interface SentNotification {
  readonly at: string;
  readonly senderId: string;
  readonly customNotifTypeId: string;
  /** API name of the type, without a namespace. */
  readonly type: string;
  /** As asked for. */
  readonly recipientIds: readonly string[];
  /** Those of them who see it: the active ones. */
  readonly deliveredTo: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly targetId: string | null;
  readonly targetPageRef: string | null;
}
