import type { HostedStep, HostedUi } from "@cogmock/core";
import { NotAuthorizedException, ServiceException } from "@cogmock/protocol/errors";
import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import { redirect } from "../http/answer.ts";
import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { completeLogin } from "../login/complete-login.ts";
import { showLogin } from "../login/show-login.ts";
import { backToSignIn } from "../pages/back-to-sign-in.ts";
import { messagePage } from "../pages/error-page.ts";
import { form } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import { developmentCode } from "../pages/sent-code.ts";
import { answerPage, errorMessage } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";
import { type PosedChallenge, UnusableAnswer } from "./challenge-page.ts";
import { showRegisterMfa } from "./show-register-mfa.ts";
import { challengeNamed, pageOf } from "./challenge-pages.ts";

/** Before the names of parameters in a page's hidden fields. */
const PARAMETER = "parameter.";

/** Shows the page of a challenge. Everything that it needs again comes back with its form: nothing is kept. */
async function showChallenge(request: ClientRequest, challenge: PosedChallenge, error?: string): Promise<void> {
  const { prefix, csrf, raw, response, texts } = request;
  const page = pageOf(challenge.name);
  if (!page) {
    answerPage(response, messagePage(501, `${texts.somethingWrong} (${challenge.name})`, texts));
    return;
  }
  const kept = page.keeps.flatMap((name) => {
    const value = challenge.parameters[name];
    return value === undefined ? [] : [[`${PARAMETER}${name}`, value]];
  });
  const { name, session, username } = challenge;
  const target = { action: `${prefix}${page.path}?${queryTextOf(raw)}`, csrf, name: "cognitoChallengeForm" };
  const available = challenge.available?.join(" ") ?? "";
  const hidden = { challenge: name, session, username, available, ...Object.fromEntries(kept) };
  answerPage(response, {
    status: 200,
    title: texts[page.title],
    lang: texts.lang,
    script: page.script,
    graphic: page.graphic,
    content: html`<h1 class="textDescription-customizable">${texts[page.title]}</h1>
${errorMessage(error)}
${page.hasSentCode === true && (await developmentCode(request, { session }))}${form(target, hidden, page.content(challenge, texts, request), { name: "challengeSubmitButton", text: texts[page.button] })}
${backToSignIn(request)}`,
  });
}

/** Goes on with a sign-in: to the application, or to the page of its next challenge. */
export async function takeStep(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  authorization: AuthorizationRequest,
  { step, username }: { readonly step: HostedStep; readonly username: string },
): Promise<void> {
  if (step.kind === "signedIn") await completeLogin(hostedUi, poolProvider, request, authorization, step.signIn);
  else if (step.name === "MFA_SETUP") await showRegisterMfa(request, { ...step, username });
  else await showChallenge(request, { ...step, username });
}

/** The challenge that a form answers. */
function challengeIn(fields: URLSearchParams): PosedChallenge | undefined {
  const name = challengeNamed(fields.get("challenge"));
  if (name === undefined) return undefined;
  const parameters = [...fields].flatMap(([field, value]) =>
    field.startsWith(PARAMETER) ? [[field.slice(PARAMETER.length), value]] : [],
  );
  return {
    name,
    session: fields.get("session") ?? "",
    username: fields.get("username") ?? "",
    available: (fields.get("available") ?? "").split(" ").filter((challenge) => challenge !== ""),
    parameters: Object.fromEntries(parameters),
  };
}

/** The form of a challenge's page. Without one, whoever comes here begins by signing in. */
export async function answerChallengeForm(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
): Promise<void> {
  const { raw, response, form: fields, prefix, call, hosted, texts } = request;
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  const challenge = challengeIn(fields);
  const page = challenge && pageOf(challenge.name);
  if (raw.method !== "POST" || !challenge || !page) {
    redirect(response, `${prefix}/login?${queryTextOf(raw)}`);
    return;
  }
  try {
    const responses = page.responses(fields, challenge, texts);
    const step = await hostedUi.answer(call, hosted, { ...challenge, responses });
    await takeStep(hostedUi, poolProvider, request, authorization, { step, username: challenge.username });
  } catch (error) {
    // The sign-in is over: its session is spent or out of date, or there were too many wrong answers.
    if (error instanceof NotAuthorizedException)
      await showLogin(hostedUi, request, challenge.username, refusalText(error, texts));
    else if (error instanceof ServiceException || error instanceof UnusableAnswer) {
      await showChallenge(request, challenge, refusalText(error, texts));
    } else throw error;
  }
}
