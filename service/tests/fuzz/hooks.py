"""What the fuzzer needs to know of the service: keys, ids that exist, and addresses that stay on this machine.

Every choice hangs on a counter, so that one seed always sends the same requests.
"""

import json
import os
from itertools import count

import schemathesis

WORLD = json.loads(os.environ["FUZZ_WORLD"])
NUMBERS = count()
PLACES = {
    "orderId": WORLD["orderIds"],
    "recordId": WORLD["recordIds"],
    "runId": WORLD["runIds"],
    "issueId": WORLD["issueIds"],
    "division": [WORLD["division"]],
    "list": ["vatCodes", "countries", "paymentConditions", "journals"],
    "version": ["1", "2"],
}


@schemathesis.hook
def before_call(context, case, kwargs):
    number = next(NUMBERS)
    path = case.operation.path
    headers = dict(case.headers or {})
    # Nine of ten come with a key that opens; one as it was generated.
    if number % 10 != 0:
        if path.startswith("/v1/orgs"):
            headers["Authorization"] = f"Bearer {WORLD['operatorToken']}"
        elif path.startswith("/v1/") and not path.startswith("/v1/pairing"):
            headers["Authorization"] = f"Bearer {WORLD['apiKey']}"
            if "X-Salesforce-Org-Id" in headers:
                headers["X-Salesforce-Org-Id"] = WORLD["orgId"]
    # The doors for everybody count by address.
    headers["X-Forwarded-For"] = f"198.51.{number // 250 % 250}.{number % 250}"
    case.headers = headers
    if number % 3 == 0:
        put_known_ids(case, path, number)
    stay_here(case.body, path)


def put_known_ids(case, path, number):
    """Random ids are never found, and what lies behind a found one would stay untried."""
    parameters = dict(case.path_parameters or {})
    for name in parameters:
        known = PLACES.get(name)
        if name == "id":
            known = WORLD["runIds"] if path.startswith("/v1/runs") else WORLD["issueIds"]
        if known:
            parameters[name] = known[number % len(known)]
    case.path_parameters = parameters
    if isinstance(case.body, dict) and "flow" in case.body:
        case.body["flow"] = ("orders", "products")[number % 2]
    # A wait is a wait, however long.
    if isinstance(case.query, dict) and "waitMs" in case.query:
        case.query["waitMs"] = "200"


def stay_here(body, path):
    """The address that an operator may choose is the simulator's."""
    if path != "/v1/orgs" or not isinstance(body, dict):
        return
    salesforce = body.get("salesforce")
    if isinstance(salesforce, dict) and isinstance(salesforce.get("instanceUrl"), str):
        salesforce["instanceUrl"] = WORLD["instanceUrl"]
