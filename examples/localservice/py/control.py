"""Controls examples/localservice over HTTP, as a test in Python would: docs/control.md.

It needs nothing but Python. LOCALSERVICE_URL says where the service is.
"""

import json
import os
import urllib.error
import urllib.request

URL = os.environ.get("LOCALSERVICE_URL", "http://127.0.0.1:8080")


def control(method, path, body=None):
    """Calls the control API and returns its answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/_control/{path}", data=data, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def main():
    control("POST", "reset")
    names = control("POST", "seed", {
        "instances": [{"alias": "support"}],
        "appInstances": [{"id": "shop", "users": [{"id": "alice", "admin": True}]}],
        "calls": [
            {"service": "connect", "operation": "ListHoursOfOperations", "input": {"InstanceId": "${instance.support}"},
             "save": {"hours": "HoursOfOperationSummaryList.0.Id"}},
            {"service": "connect", "operation": "CreateQueue",
             "input": {"InstanceId": "${instance.support}", "Name": "Returns", "HoursOfOperationId": "${hours}"}},
        ],
    })
    assert names["user.alice"].endswith(":app-instance/shop/user/alice"), names

    (place,) = control("GET", "state")
    support = next(i for i in place["instances"] if i["instance"]["InstanceAlias"] == "support")
    assert "Returns" in [queue["Name"] for queue in support["queues"]]

    control("POST", "faults", {"service": "connect", "fault": "latency", "delay": "100ms", "times": 3})
    assert [fault["fault"] for fault in control("GET", "faults")] == ["latency"]
    control("DELETE", "faults")

    clock = control("PUT", "clock", {"advance": "24h", "frozen": True})
    assert clock["frozen"], clock

    try:
        control("POST", "faults", {"service": "connect", "operation": "Nope", "fault": "throttle"})
        raise AssertionError("there is no such operation")
    except urllib.error.HTTPError as error:
        assert error.code == 400 and "Nope" in json.load(error)["error"]

    control("POST", "reset")
    print("the control API works from Python")


if __name__ == "__main__":
    main()
