/** Names by which frameworks of Python are told: what their decorators and functions mean for the moment of a read. Data only. */

/** Decorators of what a queue or a schedule starts. */
export const JOB_DECORATOR =
  /(?:^|\.)(?:shared_task|task|periodic_task|actor|job|scheduled_job|cron|celery_task|db_task|db_periodic_task|background|flow|asset)$/;
/** Decorators of what a request starts. */
export const HANDLER_DECORATOR =
  /(?:^|\.)(?:route|get|post|put|patch|delete|head|options|websocket|api_route|api_view|view_config|require_http_methods|require_GET|require_POST|csrf_exempt|login_required|permission_required|before_request|after_request|middleware|exception_handler|action|query|mutation|field|errorhandler|tool)$/;
/** Decorators that keep the first answer. */
export const MEMO_DECORATOR =
  /(?:^|\.)(?:lru_cache|cache|cached_property|cached|memoize|memoise|cachedmethod|alru_cache|ttl_cache|singleton|once)$/;
/** Functions that a framework calls once, when the process starts. */
export const START_FUNCTION =
  /^(?:main|run|cli|create_app|create_application|make_app|get_application|init_app|app_factory|startup|on_startup|lifespan|setup|bootstrap|configure_app|get_wsgi_application|get_asgi_application|serve)$/;
