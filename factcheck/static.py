"""Static files in production: compressed, named by their content, cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites `import "./other.js"` in JavaScript modules to the hashed names, which Django leaves off."""

    support_js_module_import_aggregation = True
