import type { OperationContext } from "../../operation-context.ts";
import { callCustomSender } from "../triggers/call-custom-sender.ts";
import { functionArnOf } from "../triggers/trigger-function.ts";
import { mediumOf } from "./code-delivery.ts";
import type { MessageDraft } from "./compose-message.ts";
import type { MessageOccasion } from "./message-occasion.ts";

/** Whether the pool has a function of its own that sends such messages: Cognito sends none of them then. */
export function hasCustomSender({ pool, destination }: MessageDraft): boolean {
  const trigger = mediumOf(destination) === "SMS" ? "CustomSMSSender" : "CustomEmailSender";
  return functionArnOf(pool, trigger) !== undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * What the function is told in place of the message: the code; of a temporary password what stands for it in HTML.
 * unconfirmed: which characters besides `<` are replaced.
 *
 * @see "Custom email sender Lambda trigger" in the Amazon Cognito Developer Guide
 */
function plaintextOf({ kind, code }: MessageDraft): string {
  return kind === "invitation" ? code.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "") : code;
}

/**
 * Hands a message to the function of the pool that sends it, its code encrypted under the pool's key.
 *
 * @throws Error the code could not be encrypted
 */
export async function sendByFunction(
  context: Pick<OperationContext, "encryptCode" | "invokeLater" | "caller">,
  draft: MessageDraft,
  occasion: MessageOccasion,
): Promise<void> {
  if (!context.invokeLater) return;
  const { pool, code } = draft;
  // A pool with such a function has a key.
  const { KMSKeyID: keyArn = "" } = pool.settings.LambdaConfig;
  const encrypted =
    code === "" ? null : await context.encryptCode({ plaintext: plaintextOf(draft), keyArn, userPoolId: pool.id });
  callCustomSender(context, draft, occasion, encrypted);
}
