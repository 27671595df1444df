"""law.go.kr (Korea Ministry of Government Legislation): saved answers of its Open API, and the client that fetches them.

Field names follow the guides at open.law.go.kr (lsInfo, admrulInfo, ordinInfo).
"""

ADDRESS = "https://www.law.go.kr/DRF"
"""Of the Open API."""
