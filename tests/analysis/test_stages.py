from vendor_eval.analysis.stages import stages


def test_runs_one_after_the_other_fill_one_bar():
    told = []
    for tell in stages(lambda done, most: told.append(done / most), 3):
        tell(1, 2)
        tell(2, 2)

    assert told == [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1]


def test_where_nobody_is_told_the_runs_show_no_bar_of_their_own():
    assert list(stages(None, 2)) == [False, False]
