"""One journey through user pools by boto3. Called with the server's address; prints `ok` when all of it held."""

import json
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError

PASSWORD = "Correct-Horse-9!"
NEW_PASSWORD = "Better-Horse-10!"

url = sys.argv[1]
cognito = boto3.client(
    "cognito-idp",
    endpoint_url=url,
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)


def error_of(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"]["Message"]
    raise AssertionError("the call was expected to fail")


pool_id = cognito.create_user_pool(PoolName="boto3", AutoVerifiedAttributes=["email"])["UserPool"]["Id"]
client = cognito.create_user_pool_client(
    UserPoolId=pool_id,
    ClientName="app",
    GenerateSecret=False,
    ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
)["UserPoolClient"]
client_id = client["ClientId"]
assert client["CreationDate"].year >= 2020, client["CreationDate"]


def sign_in(username, password):
    return cognito.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )["AuthenticationResult"]


# A user signs up and confirms with the code that was sent.
cognito.sign_up(
    ClientId=client_id,
    Username="ann",
    Password=PASSWORD,
    UserAttributes=[{"Name": "email", "Value": "ann@example.com"}],
)
with urllib.request.urlopen(f"{url}/_cogmock/messages") as response:
    code = [message["code"] for message in json.load(response) if message["username"] == "ann"][-1]
assert error_of(
    cognito.confirm_sign_up, ClientId=client_id, Username="ann", ConfirmationCode="000000"
) == ("CodeMismatchException", "Invalid verification code provided, please try again.")
cognito.confirm_sign_up(ClientId=client_id, Username="ann", ConfirmationCode=code)
tokens = sign_in("ann", PASSWORD)
assert cognito.get_user(AccessToken=tokens["AccessToken"])["Username"] == "ann"

# An administrator makes a user, who has to choose a password.
cognito.admin_create_user(UserPoolId=pool_id, Username="bob", TemporaryPassword=PASSWORD)
challenge = cognito.admin_initiate_auth(
    UserPoolId=pool_id,
    ClientId=client_id,
    AuthFlow="ADMIN_USER_PASSWORD_AUTH",
    AuthParameters={"USERNAME": "bob", "PASSWORD": PASSWORD},
)
assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED", challenge
cognito.admin_respond_to_auth_challenge(
    UserPoolId=pool_id,
    ClientId=client_id,
    ChallengeName="NEW_PASSWORD_REQUIRED",
    Session=challenge["Session"],
    ChallengeResponses={"USERNAME": "bob", "NEW_PASSWORD": NEW_PASSWORD},
)
assert cognito.admin_get_user(UserPoolId=pool_id, Username="bob")["UserStatus"] == "CONFIRMED"

# Refresh, change and recover passwords.
refreshed = cognito.initiate_auth(
    ClientId=client_id,
    AuthFlow="REFRESH_TOKEN_AUTH",
    AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
)["AuthenticationResult"]
assert "RefreshToken" not in refreshed
cognito.change_password(
    AccessToken=refreshed["AccessToken"], PreviousPassword=PASSWORD, ProposedPassword=NEW_PASSWORD
)
cognito.forgot_password(ClientId=client_id, Username="ann")
cognito.confirm_forgot_password(
    ClientId=client_id, Username="ann", ConfirmationCode="123456", Password=PASSWORD
)
tokens = sign_in("ann", PASSWORD)

# Groups, lists, sign-out.
cognito.create_group(UserPoolId=pool_id, GroupName="admins", Precedence=1)
cognito.admin_add_user_to_group(UserPoolId=pool_id, Username="ann", GroupName="admins")
members = cognito.list_users_in_group(UserPoolId=pool_id, GroupName="admins")["Users"]
assert [member["Username"] for member in members] == ["ann"]
pages = cognito.get_paginator("list_users").paginate(UserPoolId=pool_id, PaginationConfig={"PageSize": 1})
assert sorted(user["Username"] for page in pages for user in page["Users"]) == ["ann", "bob"]
cognito.revoke_token(ClientId=client_id, Token=tokens["RefreshToken"])
assert error_of(cognito.get_user, AccessToken=tokens["AccessToken"]) == (
    "NotAuthorizedException",
    "Access Token has been revoked",
)
tokens = sign_in("ann", PASSWORD)
cognito.admin_user_global_sign_out(UserPoolId=pool_id, Username="ann")
assert error_of(
    cognito.initiate_auth,
    ClientId=client_id,
    AuthFlow="REFRESH_TOKEN_AUTH",
    AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
) == ("NotAuthorizedException", "Refresh Token has been revoked")
assert error_of(cognito.describe_user_pool, UserPoolId="us-east-1_Nowhere00") == (
    "ResourceNotFoundException",
    "User pool us-east-1_Nowhere00 does not exist.",
)
cognito.delete_user_pool(UserPoolId=pool_id)
print("ok")
