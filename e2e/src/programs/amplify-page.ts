// A page of somebody's application: AWS Amplify as it comes, for a bundler to put into one script.
export { Amplify } from "aws-amplify";
export {
  associateWebAuthnCredential,
  confirmSignIn,
  deleteWebAuthnCredential,
  fetchUserAttributes,
  listWebAuthnCredentials,
  signIn,
  signOut,
} from "aws-amplify/auth";
