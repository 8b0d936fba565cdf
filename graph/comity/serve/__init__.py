"""The graph on a local server: SPARQL, the query page, the explorer, and a page for each thing.

Two kinds of processes work together. The server (`app.py`, on Starlette and uvicorn) speaks HTTP and never touches the graph.
A keeper (`keeper.py`), which `pool.py` starts, loads the graph and forks workers (`worker.py`): each has the graph without a
copy of it, answers one query at a time, and can be killed at any moment, which is the only thing that stops every query.
"""
