"""Questions that have one exact answer: linear programmes, closed forms and volumes, each answer with its proof.

Points are 0 to 100, one row a vendor and one column a criterion; ``low`` and ``high`` bound what is not known and are
the same where it is. Only vendors that take part are given. Weights of any kind become a region by ``region_of``.

==============  =======================================================================================================
`region`        the weights that are possible: limits, corners, least weighted sums
`relations`     dominance; necessary and possible preference; by how much at least and at most
`margins`       the most by which a vendor can lead its closest rival, with a proof that can be checked
`firsts`        who can be first; the greatest lead over one other
`regret`        how far each vendor can be behind; whose regret is least
`rankranges`    best and worst ranks; `rankproofs` with a proof
`knowledge`     the weakest knowledge that decides a pair
`lines`         one weight, or that of a group, moved alone: intervals, crossings, who takes over
`nearest`       the smallest change of all weights that beats one rival, in closed form
`changes`       the smallest change that makes a vendor first, within limits or not, with a proof
`switches`      the points at which one assessment alone changes who is first
`winning`       pairwise winning indices without draws
`volumes`       rank acceptability and central weights without draws
`rankings`      how likely each ranking of all vendors is, without draws
`shares`        every figure that draws of weights estimate, without draws
==============  =======================================================================================================
"""
