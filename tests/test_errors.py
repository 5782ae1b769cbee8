from comity import errors


def test_every_error_is_of_the_tree_and_has_an_exit_code() -> None:
    for name in errors.__all__:
        error = getattr(errors, name)
        assert issubclass(error, errors.ComityError)
        assert error.exit_code in (1, 2, 4, 5)


def test_an_input_error_begins_with_file_and_line() -> None:
    assert str(errors.InputError("a.xml", "not XML", 7)) == "a.xml:7: not XML"
    assert str(errors.InputError("a.xml", "is empty")) == "a.xml: is empty"
