"""Articles read on a cluster: one pure function, which any engine can map (`reading`), and Apache Spark as the engine that does.

Needs the extra `comity[spark]`; `docs/scale.md` plans a million articles a day with it. Nothing is imported here, since pyarrow
and Spark may be missing.
"""
