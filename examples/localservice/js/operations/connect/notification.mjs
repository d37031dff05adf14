import { contactCentre } from "../../contacts.mjs";

export default async function notification(t) {
  const { client } = t;
  const { InstanceId, InstanceArn, user } = await contactCentre(t);
  const UserId = await user("jane");
  const Recipients = [`${InstanceArn}/agent/${UserId}`];
  const ExpiresAt = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
  const Content = { en_US: "The shop is down.", de_DE: "Der Laden ist gestört." };
  const created = await client.createNotification({ InstanceId, Recipients, Priority: "HIGH", Content, ExpiresAt, Tags: { team: "shop" } });
  const one = { InstanceId, NotificationId: created.NotificationId };
  const described = async () => (await client.describeNotification(one)).Notification;
  const first = await described();
  t.keeps("CreateNotification", "content, priority, recipients, expiry and tags", [
    first.Content, first.Priority, first.Recipients, first.ExpiresAt, first.Tags,
  ], [Content, "HIGH", Recipients, ExpiresAt, { team: "shop" }]);
  const seen = async () => (await client.listUserNotifications({ InstanceId, UserId })).UserNotifications.map((n) => n.Content.en_US);
  t.keeps("CreateNotification", "the notification that the recipient sees", await seen(), ["The shop is down."]);
  t.keeps("DescribeNotification", "returns the ARN and when it was created", [first.Arn, first.CreatedAt instanceof Date], [
    created.NotificationArn, true,
  ]);

  await client.updateNotificationContent({ ...one, Content: { en_US: "The shop is back." } });
  t.keeps("UpdateNotificationContent", "the new content, for the recipient too", [(await described()).Content, await seen()], [
    { en_US: "The shop is back." }, ["The shop is back."],
  ]);

  const { NotificationId: newer } = await client.createNotification({
    InstanceId, Recipients: [InstanceArn], Priority: "LOW", Content: { en_US: "The shop moves." },
  });
  const week = (await client.describeNotification({ InstanceId, NotificationId: newer })).Notification;
  t.keeps("CreateNotification", "an expiry after a week by default", week.ExpiresAt - week.CreatedAt, 7 * 24 * 3_600_000);
  const pages = [];
  let page;
  do {
    page = await client.listNotifications({ InstanceId, MaxResults: 1, NextToken: page?.NextToken });
    pages.push(page.NotificationSummaryList.map((n) => n.Id));
  } while (page.NextToken);
  t.keeps("ListNotifications", "lists them, in pages", pages, [[one.NotificationId], [newer]]);
  const find = async (Value) => {
    const StringCondition = { FieldName: "message", ComparisonType: "CONTAINS", Value };
    return (await client.searchNotifications({ InstanceId, SearchCriteria: { StringCondition } })).Notifications.map((n) => n.Id);
  };
  t.keeps("SearchNotifications", "finds them by their content, the newest first", [await find("shop"), await find("back")], [
    [newer, one.NotificationId], [one.NotificationId],
  ]);

  await client.deleteNotification(one);
  await t.loses("DeleteNotification", "the deletion", described());
}
