from comity.network import places


def test_capitals_are_where_they_are() -> None:
    known = places.coordinates()
    assert len(known) > 200
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in known.values())
    assert known["MEX"] == (19.43, -99.13)
    assert known["AUS"][0] < 0 < known["AUS"][1]


def test_officials_lie_around_their_country_and_never_on_one_another() -> None:
    actors = [("country/MEX", "MEX"), *((f"official/{n}", "MEX") for n in range(30)), ("official/x", None)]
    found = places.seeds(actors)
    assert found == places.seeds(reversed(actors))
    assert found["country/MEX"] == (-99.13, 19.43)
    assert len(set(found.values())) == len(actors)
    assert all(
        abs(lon + 99.13) < 9 and abs(lat - 19.43) < 9 for who, (lon, lat) in found.items() if who != "official/x"
    )
