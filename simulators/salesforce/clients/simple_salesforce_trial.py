"""What a script with simple-salesforce does in an org; prints what it saw as JSON. Arguments: address of the org, access token."""

import json
import sys

import requests
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce, SalesforceMalformedRequest


class Plain(HTTPAdapter):
    """simple-salesforce asks over https only, and the simulated org has no certificate."""

    def send(self, request, **options):
        request.url = request.url.replace("https://", "http://", 1)
        return super().send(request, **options)


address, token = sys.argv[1:]
session = requests.Session()
session.mount("https://", Plain())
org = Salesforce(instance_url=address.replace("http://", "https://"), session_id=token, version="67.0", session=session)

created = org.Account.create({"Name": "Bakkerij Brood"})
org.Account.update(created["id"], {"Phone": "020-1234567"})
read = org.Account.get(created["id"])
org.Product2.upsert("Exact_Id__c/simple-1", {"Name": "Lamp"})
org.Product2.upsert("Exact_Id__c/simple-1", {"Name": "Lampje"})
rows = [{"Name": f"Bulk {index}", "Exact_Id__c": f"bulk-{index}"} for index in range(2500)]
loaded = org.bulk2.Product2.insert(records=rows)
pages = list(org.bulk2.Product2.query("SELECT Id, Name FROM Product2 WHERE Exact_Id__c LIKE 'bulk-%'", max_records=1000))
try:
    org.query("SELECT Nothing__c FROM Account")
    refusal = None
except SalesforceMalformedRequest as error:
    refusal = error.content[0]["errorCode"]

print(
    json.dumps(
        {
            "account": [read["Name"], read["Phone"]],
            "product": [row["Name"] for row in org.query("SELECT Name FROM Product2 WHERE Exact_Id__c = 'simple-1'")["records"]],
            "all": len(org.query_all("SELECT Id FROM Product2 WHERE Exact_Id__c LIKE 'bulk-%'")["records"]),
            "loaded": sum(int(job["numberRecordsProcessed"]) - int(job["numberRecordsFailed"]) for job in loaded),
            "pages": [page.count("\n") - 1 for page in pages],
            "isDescribed": any(field["name"] == "Exact_Id__c" for field in org.Product2.describe()["fields"]),
            "refusal": refusal,
        }
    )
)
