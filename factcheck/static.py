"""Static files in production: compressed, named by their content, cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites `import "./other.js"` in our own JavaScript modules to the hashed names, which Django leaves off.

    Only in our own: packages ship modules that name files they do not bring, meant for bundlers.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "claims/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
