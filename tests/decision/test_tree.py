from vendor_eval.decision.tree import ancestors, steps, tree_of


def test_a_tree_keeps_the_order_of_the_file_and_its_groups_before_what_is_inside():
    tree = tree_of({"a": "x / y", "b": "", "c": "x", "d": "z / y"})

    assert tree.names == ("x", "b", "z")
    assert [branch.path for branch in tree.branches()] == ["x", "x / y", "z", "z / y"]
    assert [branch.name for branch in tree.branches()] == ["x", "y", "z", "y"]
    assert tree.leaves == ("a", "c", "b", "d")
    assert tree.name == ""


def test_only_a_stroke_between_spaces_separates_groups():
    assert steps("a/b") == ("a/b",)
    assert steps(" a  /  b ") == ("a", "b")
    assert "" in steps("a / ")
    assert list(ancestors("")) == []
