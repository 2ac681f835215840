"""How gunicorn serves the workbench; it reads this file by itself. The address comes from --bind."""

workers = 1  # on a larger machine: one per core, with --workers
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 5
max_requests = 5000  # a worker begins anew now and then, so that memory cannot creep up
max_requests_jitter = 500
accesslog = None  # factcheck.middleware.RequestLogMiddleware writes one line per request, with its id
control_socket_disable = True
