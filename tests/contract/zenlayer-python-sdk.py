"""Makes calls with Zenlayer's own Python SDK. Stdin: {domain, id, password, token, calls: [{service, version, action,
params}]}. Stdout: for each call its answer, or the code and request id of its exception."""

import importlib
import json
import sys

from zenlayercloud.common.config import Config
from zenlayercloud.common.credential import Credential, TokenCredential
from zenlayercloud.common.excpetion.zenlayer_cloud_sdk_exception import ZenlayerCloudSdkException


def call(job, step):
    package = "zenlayercloud.%s.v%s." % (step["service"], step["version"])
    client = importlib.import_module(package + step["service"] + "_client")
    models = importlib.import_module(package + "models")
    name = [each for each in dir(client) if each.endswith("Client") and each not in ("AbstractClient", "BaseClient")][0]
    credential = TokenCredential(job["token"]) if job.get("token") else Credential(job["id"], job["password"])
    config = Config(scheme="http", domain=job["domain"], rate_limit_retry_duration=lambda index: 0.01)
    request = getattr(models, step["action"] + "Request")()
    request._deserialize(step["params"])
    try:
        answer = getattr(getattr(client, name)(credential, config), step["action"])(request)
        return json.loads(answer.to_json_string()) if hasattr(answer, "to_json_string") else answer.serialize()
    except ZenlayerCloudSdkException as error:
        return {"code": error.code, "requestId": error.request_id}


given = json.load(sys.stdin)
print(json.dumps([call(given, step) for step in given["calls"]]))
