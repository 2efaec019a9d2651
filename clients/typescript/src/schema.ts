// Generated from functions/openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/v1/files": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List files
         * @description The user's files that pass all given filters, newest first by default.
         */
        get: operations["ListFiles"];
        put?: never;
        /**
         * Create a file
         * @description Creates a file and its version 1. Upload its content with `upload`, straight to
         *     storage. Until it has arrived, the file's `isUploaded` is false. A file without
         *     content is deleted after a day.
         */
        post: operations["CreateFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a file
         * @description One file with its tags.
         */
        get: operations["GetFile"];
        put?: never;
        post?: never;
        /**
         * Move a file to the trash
         * @description The file leaves all lists, and its name is free again.
         */
        delete: operations["DeleteFile"];
        options?: never;
        head?: never;
        /**
         * Change a file
         * @description Renames, moves, describes or marks a file by a JSON merge patch (RFC 7396).
         */
        patch: operations["UpdateFile"];
        trace?: never;
    };
    "/v1/files/{id}/tags/{tagId}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
                /**
                 * @description The tag.
                 * @example 7a600000-0000-4000-8000-000000000001
                 */
                tagId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Put a tag on a file
         * @description Idempotent. A file has at most 20 tags; one more is a 400.
         */
        put: operations["TagFile"];
        post?: never;
        /**
         * Take a tag off a file
         * @description Idempotent.
         */
        delete: operations["UntagFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{id}/download": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Download a file
         * @description Answers with the request that downloads the content, straight from storage, under
         *     the file's name. A browser shows images, sound, video, PDF and plain text, and saves
         *     everything else.
         */
        get: operations["DownloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{id}/upload": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload content that has not arrived
         * @description Answers with a fresh request that uploads the content of a version, for a client
         *     whose first one has expired. Content that comes in parts gets its upload, which goes
         *     on, or begins anew once it is over. An upload that was given up needs room again. 409
         *     where the content has arrived.
         */
        post: operations["UploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{id}/versions": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * List the versions of a file
         * @description Newest first by default. The numbers have no gaps.
         */
        get: operations["ListVersions"];
        put?: never;
        /**
         * Add a version
         * @description Creates the next version, with the file's type. Once its content has arrived, it is
         *     the current version, and the file has its size.
         */
        post: operations["AddVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/files/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
                /**
                 * @description The number of the version.
                 * @example 1
                 */
                version: components["schemas"]["VersionNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a version
         * @description Makes the old content the newest version, and so the current one. Nothing is
         *     overwritten.
         */
        post: operations["RestoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{uploadId}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        /**
         * Get an upload in parts
         * @description Tells which parts have arrived in storage, so that a client can go on after a break.
         *     409 where the content has arrived.
         */
        get: operations["GetUpload"];
        put?: never;
        post?: never;
        /**
         * Give an upload in parts up
         * @description Storage drops the parts and takes no more. A file without other content goes with its
         *     upload. 409 where the content has arrived.
         */
        delete: operations["DeleteUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{uploadId}/parts": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign the upload of parts
         * @description Answers with a request for each part, signed for its length: `partSize`, and for the last
         *     part what is left. Ask again for a part whose request has expired. A part that is uploaded
         *     again replaces the earlier one. 409 where the content has arrived.
         */
        post: operations["SignUploadParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{uploadId}/complete": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete an upload in parts
         * @description Puts the content together and makes its version the current one. Storage must have every
         *     part, with the length that it was signed for and the `etag` that storage answered to its
         *     upload; 409 names the parts that are missing. Done again, it answers the same.
         */
        post: operations["CompleteUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/folders": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List folders
         * @description The user's folders that pass all given filters, newest first by default.
         */
        get: operations["ListFolders"];
        put?: never;
        /**
         * Create a folder
         * @description Creates a folder at the top level or in another folder.
         */
        post: operations["CreateFolder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/folders/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a folder
         * @description One folder with the path to it.
         */
        get: operations["GetFolder"];
        put?: never;
        post?: never;
        /**
         * Move a folder to the trash
         * @description The folder and everything below it go to the trash as one batch.
         */
        delete: operations["DeleteFolder"];
        options?: never;
        head?: never;
        /**
         * Change a folder
         * @description Renames, moves, describes or marks a folder by a JSON merge patch (RFC 7396). A move
         *     into itself or below itself is refused (409 `CONFLICT`).
         */
        patch: operations["UpdateFolder"];
        trace?: never;
    };
    "/v1/folders/{id}/children": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List what lies in a folder
         * @description The folder's folders first, then its files, in one paged list.
         */
        get: operations["ListFolderChildren"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description The user's tags, newest first by default.
         */
        get: operations["ListTags"];
        put?: never;
        /**
         * Create a tag
         * @description The name is unique for its user, without regard to case.
         */
        post: operations["CreateTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a tag
         * @description Deletes the tag for good, and takes it off every file.
         */
        delete: operations["DeleteTag"];
        options?: never;
        head?: never;
        /**
         * Change a tag
         * @description Renames or recolours a tag by a JSON merge patch (RFC 7396).
         */
        patch: operations["UpdateTag"];
        trace?: never;
    };
    "/v1/trash": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List what is in the trash
         * @description Files and folders that were themselves deleted, latest first. What went with them is
         *     not listed.
         */
        get: operations["ListTrash"];
        put?: never;
        post?: never;
        /**
         * Empty the trash
         * @description Deletes everything in the trash for good.
         */
        delete: operations["EmptyTrash"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a file or folder for good
         * @description Deletes it for good, with what went with it to the trash. Its bytes count until they
         *     are gone, at most an hour later.
         */
        delete: operations["DeleteFromTrash"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/{id}/restore": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a file or folder
         * @description Restores it with exactly what went with it to the trash: what lay in it, and what
         *     `TrashItems` deleted together with it. Each goes to its old folder. If that
         *     is gone or in the trash, it goes to the top level. A name that is taken meanwhile
         *     becomes `name (2).ext`.
         */
        post: operations["RestoreFromTrash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/move": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move files and folders
         * @description Moves them into one folder, or to the top level. A name that is taken there, or that two of
         *     them have, is a 409 `DUPLICATE_ENTRY`; a folder that would lie in itself is a 409
         *     `CONFLICT`.
         */
        post: operations["MoveItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/trash": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move files and folders to the trash
         * @description Everything is one batch: restoring one of them by `RestoreFromTrash` restores them all,
         *     and `RestoreItems` those that it names. What lies in a folder of the list goes along with
         *     that folder, and is not shown in the trash by itself.
         */
        post: operations["TrashItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/restore": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore files and folders
         * @description Restores them from the trash as `RestoreFromTrash` does, but no others of their batches. What
         *     went to the trash along with a folder of the list may be named too; it comes back with
         *     that folder.
         */
        post: operations["RestoreItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/tag": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tag files
         * @description Puts a tag on files, where it is not there already. A folder is a 400, and so is a file
         *     that has 20 other tags.
         */
        post: operations["TagItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/untag": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Untag files
         * @description Takes a tag off files, where it is there. A folder is a 400.
         */
        post: operations["UntagItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/favorite": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make files and folders favourites
         * @description The same as `isFavorite` in a PATCH of each.
         */
        post: operations["FavoriteItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/unfavorite": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make files and folders no favourites any more
         * @description The same as `isFavorite` in a PATCH of each.
         */
        post: operations["UnfavoriteItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Search files and folders
         * @description Finds files and folders whose name or description holds the text, without regard to
         *     case and accents. The order is: the exact name, a name that begins with the text, a
         *     name that holds it, a description that holds it; newest first among equals. In a
         *     large store two things are bounded. Above 5,000 files and folders, `total` counts at
         *     most 1,000. Above 20,000, a text without three letters or digits in a row is found
         *     at the beginning of every name, and elsewhere in the newest 20,000.
         */
        get: operations["Search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shares": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List shares
         * @description The user's shares, newest first by default, including expired and used-up ones. A
         *     share of something in the trash is left out, and is back when that is restored.
         */
        get: operations["ListShares"];
        put?: never;
        /**
         * Share a file or a folder
         * @description Creates a link to one file, or to one folder and whatever is in it when the link is opened.
         *     It may ask for a password, expire, and end after a number of downloads.
         */
        post: operations["CreateShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shares/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a share
         * @description Deletes the share for good. Its link leads nowhere from then on.
         */
        delete: operations["DeleteShare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/{token}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The `token` of a share. Any other text is answered as an unknown share (404).
                 * @example Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0
                 */
                token: components["parameters"]["ShareToken"];
            };
            cookie?: never;
        };
        /**
         * Look at what is shared
         * @description Answers with the shared file, or with a page of the shared folder, folders first. No
         *     user's token is needed. If the share has a password and the request has none, the
         *     response says only that.
         */
        get: operations["GetPublicShare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/{token}/download": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The `token` of a share. Any other text is answered as an unknown share (404).
                 * @example Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0
                 */
                token: components["parameters"]["ShareToken"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Download what is shared
         * @description Answers with the request that downloads the shared file, or a file in the shared
         *     folder. It counts as a download whether the request is then sent or not. No user's
         *     token is needed.
         */
        post: operations["DownloadPublicShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/balance": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Get the balance
         * @description The user's credits. A user who never had any has 0, with version 0.
         */
        get: operations["GetBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/transactions": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List transactions
         * @description The user's ledger, newest first by default.
         */
        get: operations["ListTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/usage": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend credits
         * @description Takes credits that are available, first those that expire first; there are never fewer
         *     than none (402). With `expectedVersion`, the balance must still have that version (409
         *     `CONFLICT`). A service whose token has the scope `credits:spend` spends for any `userId`.
         */
        post: operations["UseCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/grants": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant credits
         * @description Needs the role `admin`. Grants credits to any user id, known here or not. An
         *     adjustment may also take credits, but never more than are available (402). What is left
         *     of a grant at its `expiresAt` is gone at that moment, as an `adjustment`.
         */
        post: operations["GrantCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/refunds": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund a usage
         * @description Needs the role `admin`. Gives credits back to the user who spent them. All refunds
         *     of one usage never exceed it, and only a usage can be refunded (409 `CONFLICT`). What
         *     came from a grant goes back to it, and is gone at once if the grant has expired.
         */
        post: operations["RefundCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/holds": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List holds
         * @description The user's holds, newest first by default.
         */
        get: operations["ListHolds"];
        put?: never;
        /**
         * Hold credits
         * @description Reserves credits for work whose price is known only afterwards, if so many are available
         *     (402). Nobody else can spend them until the hold is settled or released, or expires. A
         *     service whose token has the scope `credits:spend` holds credits of any `userId`.
         */
        post: operations["HoldCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/holds/{id}/settle": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a hold
         * @description Takes what the work cost, as one usage, and gives back the rest. More than was held is
         *     taken of what is available; where that is too little, the hold stays open (402). The same
         *     request again gets the same response, so it needs no `Idempotency-Key`. A hold that was
         *     settled with another amount, released or expired is a 409. What a service holds for a user
         *     is settled by a token with the scope `credits:spend` alone (403).
         */
        post: operations["SettleHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a hold
         * @description Gives back all that is held. A hold that was released, or has expired, stays as it is; one
         *     that was settled is a 409. What a service holds for a user is released by a token with the
         *     scope `credits:spend` alone (403).
         */
        post: operations["ReleaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/summary": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Sum up transactions
         * @description What the user's credits came and went for, on each day or with each app that has
         *     transactions. `granted` + `refunded` - `used` - `removed` is the change of the balance.
         */
        get: operations["GetCreditsSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/packages": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List packages
         * @description What is sold, in the order that admins gave it. An admin also sees what is no longer
         *     sold, and the payment links.
         */
        get: operations["ListPackages"];
        put?: never;
        /**
         * Offer a package
         * @description Needs the role `admin`. Offers credits at a price, through a payment link that was made
         *     at Stripe for exactly this price.
         */
        post: operations["CreatePackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/packages/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End the sale of a package
         * @description Needs the role `admin`. Purchases refer to the package, so it stays, with `isActive`
         *     false. Purchases that were begun before can still be paid.
         */
        delete: operations["DeletePackage"];
        options?: never;
        head?: never;
        /**
         * Change a package
         * @description Needs the role `admin`. Changes the package by a JSON merge patch (RFC 7396). Purchases
         *     that were begun before keep credits, price and payment link as they were.
         */
        patch: operations["UpdatePackage"];
        trace?: never;
    };
    "/v1/credits/purchases": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List purchases
         * @description The user's purchases, newest first.
         */
        get: operations["ListPurchases"];
        put?: never;
        /**
         * Buy a package
         * @description Begins a purchase. Send the user to `checkoutUrl`, where Stripe takes the payment. The
         *     credits come when Stripe tells of the payment: usually within seconds, and days later
         *     with some ways to pay.
         */
        post: operations["CreatePurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/purchases/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get a purchase
         * @description Ask until `status` is no longer `pending`, after the user has paid.
         */
        get: operations["GetPurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hear of a payment
         * @description Called by Stripe with an event that it has signed; no token is needed. Every event is
         *     answered 200 that cannot become right by being sent again, also one of no concern.
         */
        post: operations["ReceiveStripeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Get the user's settings
         * @description The settings that belong to no app; `{}` while there are none.
         */
        get: operations["GetSettings"];
        /**
         * Replace the user's settings
         * @description Settings of apps stay as they are.
         */
        put: operations["ReplaceSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the user's settings
         * @description Changes settings by a JSON merge patch (RFC 7396): `null` removes a member. Two
         *     patches at once both take effect.
         */
        patch: operations["UpdateSettings"];
        trace?: never;
    };
    "/v1/settings/apps/{appId}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The app's own id.
                 * @example notes
                 */
                appId: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        /**
         * Get an app's settings
         * @description The app's settings for the user; `{}` while there are none.
         */
        get: operations["GetAppSettings"];
        put?: never;
        post?: never;
        /**
         * Delete an app's settings
         * @description Idempotent.
         */
        delete: operations["DeleteAppSettings"];
        options?: never;
        head?: never;
        /**
         * Change an app's settings
         * @description Changes settings by a JSON merge patch (RFC 7396): `null` removes a member. Two patches at
         *     once both take effect.
         */
        patch: operations["UpdateAppSettings"];
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Get the signed-in user
         * @description Answers who the token belongs to, with file count, bytes stored, balance and quota, as of
         *     now. The first call puts the user into the list of users.
         */
        get: operations["GetMe"];
        put?: never;
        post?: never;
        /**
         * Erase the signed-in user
         * @description Deletes all that the user has, at once and for good: files with their content and versions, folders,
         *     shares, the trash, tags, settings, holds, purchases, exports and quota. `confirm` is the user's own id.
         *     Transactions stay, under a pseudonym that nothing else has, and without what people wrote in them. The
         *     next request with the same token begins with nothing. Erased again, the response is the same. What is
         *     left of a user with several hundred thousand rows after 12 s is out of sight, and goes with the next
         *     clean-up. Until then, and during every erasure, other requests of the user are answered 503.
         */
        delete: operations["DeleteMe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/exports": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export everything of the signed-in user
         * @description Begins to write one ZIP archive with every row of the user as JSON and the content of their
         *     files. Ask for it again until it is ready. While one is being written, the answer is that
         *     one; so is one that is ready and was begun less than 24 hours ago.
         */
        post: operations["CreateExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/exports/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * Get an export
         * @description Tells how far an export is, and once it is ready how to download it. It is gone seven days
         *     after that.
         */
        get: operations["GetExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Needs the role `admin`. All users, or those with a tag, newest first by default.
         */
        get: operations["ListUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/tags": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace a user's tags
         * @description Needs the role `admin`. The user must have made a request before.
         */
        put: operations["ReplaceUserTags"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/quota": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The user; any id, known here or not.
                 * @example otUe1YrfENPdHnrF3g1vSBfpkQfambCZ
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        /**
         * Get a user's quota
         * @description Needs the role `admin`.
         */
        get: operations["GetUserQuota"];
        /**
         * Give a user a quota
         * @description Needs the role `admin`. It takes the place of the default. Below what the user stores
         *     already, nothing is deleted, and nothing more can be stored.
         */
        put: operations["ReplaceUserQuota"];
        post?: never;
        /**
         * Leave a user with the default quota
         * @description Needs the role `admin`.
         */
        delete: operations["DeleteUserQuota"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The user; any id, known here or not.
                 * @example 5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase a user
         * @description Needs the role `admin`. Does what `DELETE /v1/me` does, for any user. A user who has nothing, or is
         *     erased already, is answered 204 too. Until all is gone, nobody can give the user credits or a quota
         *     (503) or tags (404).
         */
        delete: operations["DeleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Check the service
         * @description Also asks the database. No token is needed.
         */
        get: operations["GetHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: uuid
         * @example f11e0000-0000-4000-8000-000000000001
         */
        Id: string;
        FolderOrRoot: "root" | components["schemas"]["Id"];
        /** Format: uuid */
        NullableId: string | null;
        /**
         * @description Unique among its siblings without regard to case. Characters are code points. It is not
         *     blank, `.` or `..`, and has no characters that control or change the direction of text.
         * @example Budget.xlsx
         */
        Name: string;
        /**
         * @description A name without `/`.
         * @example Finance
         */
        FolderName: string;
        Description: string | null;
        /**
         * @description Unique for its user without regard to case, by the rules of a name.
         * @example urgent
         */
        TagName: string;
        /**
         * @description Printable ASCII. The app decides which colour it means.
         * @example #d32f2f
         */
        Color: string | null;
        /** @example application/pdf */
        MimeType: string;
        /**
         * Format: int64
         * @description Bytes. At most 5 GiB at once, and 5 TiB in parts.
         * @example 52417
         */
        Size: number;
        /**
         * Format: date-time
         * @example 2026-01-01T00:00:00.123456Z
         */
        Time: string;
        IdempotencyKey: string;
        /**
         * @example {
         *       "name": "Invoice 42.pdf",
         *       "mimeType": "application/pdf",
         *       "size": 52417,
         *       "description": "Hosting, March"
         *     }
         */
        NewFile: {
            name: components["schemas"]["Name"];
            mimeType: components["schemas"]["MimeType"];
            size: components["schemas"]["Size"];
            parentFolderId?: components["schemas"]["NullableId"];
            description?: components["schemas"]["Description"];
            checksum?: components["schemas"]["Checksum"];
            /** @description Tags to put on it, at most 20 different ones; each counts once. */
            tagIds?: components["schemas"]["Id"][] | null;
            multipart?: components["schemas"]["Multipart"];
        };
        /** @description A repetition of a request with its `Idempotency-Key` has a fresh `upload`, or none once the content has arrived. */
        CreatedFile: {
            file: components["schemas"]["File"];
            upload?: components["schemas"]["Upload"];
        };
        /**
         * @description A request to send straight to storage, as it is and without a token. An upload must
         *     have exactly the declared length, type and checksum, or storage refuses it (403, for
         *     a checksum 400). A second upload is refused with 412. The signature also binds
         *     `Content-Length`, which clients send by themselves.
         */
        PresignedRequest: {
            /** Format: uri */
            url: string;
            /** @enum {string} */
            method: "GET" | "PUT";
            /** @description Send these headers exactly as they are. */
            headers: {
                [key: string]: string;
            };
            /**
             * @description The request must begin before this time: 15 minutes after it was made, or when the
             *     share ends if that is sooner.
             */
            expiresAt: components["schemas"]["Time"];
        };
        /**
         * @description Whether the content comes in parts. No `checksum` can be given then: storage checks
         *     none over parts.
         * @default false
         */
        Multipart: boolean;
        /**
         * @description How to upload the content. At once: send the request `url`, `method` and `headers`
         *     before `expiresAt`, as a `PresignedRequest`. In parts: upload `partCount` parts, whose
         *     requests `POST /v1/uploads/{uploadId}/parts` signs, and complete the upload before
         *     `expiresAt`, 7 days after it was begun.
         */
        Upload: {
            /** Format: uri */
            url?: string;
            /** @enum {string} */
            method?: "PUT";
            /** @description Send these headers exactly as they are. */
            headers?: {
                [key: string]: string;
            };
            uploadId?: components["schemas"]["Id"];
            partSize?: components["schemas"]["PartSize"];
            partCount?: components["schemas"]["PartNumber"];
            expiresAt: components["schemas"]["Time"];
        };
        /** Format: int32 */
        PartNumber: number;
        /**
         * Format: int64
         * @description Bytes of every part but the last, which has what is left.
         */
        PartSize: number;
        /**
         * @description The header `ETag` that storage answered to the upload of the part.
         * @example "5f363e0e58a95f06cbe9bbc662c5dfb6"
         */
        PartETag: string;
        /**
         * @example {
         *       "partNumbers": [
         *         2,
         *         3
         *       ]
         *     }
         */
        PartNumbers: {
            /** @description 1 to 1,000 different ones, up to the upload's `partCount`; each counts once. */
            partNumbers: components["schemas"]["PartNumber"][];
        };
        /** @description A request that uploads one part, to send as it is and without a token. */
        SignedPart: {
            partNumber: components["schemas"]["PartNumber"];
            /** Format: uri */
            url: string;
            /** @enum {string} */
            method: "PUT";
            /** @description Send these headers exactly as they are. */
            headers: {
                [key: string]: string;
            };
            /** @description The request must begin before this time, 15 minutes after it was made. */
            expiresAt: components["schemas"]["Time"];
        };
        SignedParts: {
            parts: components["schemas"]["SignedPart"][];
        };
        UploadProgress: {
            fileId: components["schemas"]["Id"];
            version: components["schemas"]["VersionNumber"];
            size: components["schemas"]["Size"];
            partSize: components["schemas"]["PartSize"];
            partCount: components["schemas"]["PartNumber"];
            /** @description The parts that storage has, by their numbers. */
            parts: components["schemas"]["UploadedPart"][];
        };
        UploadedPart: {
            partNumber: components["schemas"]["PartNumber"];
            size: components["schemas"]["Size"];
            etag: components["schemas"]["PartETag"];
        };
        CompletedPart: {
            partNumber: components["schemas"]["PartNumber"];
            etag: components["schemas"]["PartETag"];
        };
        /**
         * @example {
         *       "parts": [
         *         {
         *           "partNumber": 1,
         *           "etag": "\"5f363e0e58a95f06cbe9bbc662c5dfb6\""
         *         }
         *       ]
         *     }
         */
        CompletedParts: {
            /** @description Every part once, in any order. */
            parts: components["schemas"]["CompletedPart"][];
        };
        /** @description SHA-256 of the content, in lower-case hex. */
        Checksum: string | null;
        /** Format: int32 */
        VersionNumber: number;
        /**
         * @example {
         *       "size": 19004,
         *       "comment": "With the figures of March"
         *     }
         */
        NewVersion: {
            size: components["schemas"]["Size"];
            checksum?: components["schemas"]["Checksum"];
            comment?: components["schemas"]["Description"];
            multipart?: components["schemas"]["Multipart"];
        };
        Version: {
            version: components["schemas"]["VersionNumber"];
            size: components["schemas"]["Size"];
            checksum: components["schemas"]["Checksum"];
            comment: components["schemas"]["Description"];
            /**
             * @description Whether its content has arrived. Size and checksum are then those that
             *     storage saw.
             */
            isUploaded: boolean;
            createdAt: components["schemas"]["Time"];
        };
        /** @description A repetition of a request with its `Idempotency-Key` has a fresh `upload`, or none once the content has arrived. */
        CreatedVersion: {
            version: components["schemas"]["Version"];
            upload?: components["schemas"]["Upload"];
        };
        /**
         * @example {
         *       "name": "Budget 2026.xlsx",
         *       "isFavorite": true,
         *       "description": null
         *     }
         */
        FilePatch: {
            name?: components["schemas"]["Name"];
            description?: components["schemas"]["Description"];
            /** @description Moves it into this folder; `null` is the top level. */
            parentFolderId?: components["schemas"]["NullableId"];
            isFavorite?: boolean;
            isPublic?: boolean;
        };
        File: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            mimeType: components["schemas"]["MimeType"];
            size: components["schemas"]["Size"];
            parentFolderId: components["schemas"]["NullableId"];
            description: components["schemas"]["Description"];
            isFavorite: boolean;
            /** @description A flag for apps. It opens nothing by itself. */
            isPublic: boolean;
            /** @description Whether any content has arrived. */
            isUploaded: boolean;
            /** @description The newest version whose content has arrived; 1 until one has. */
            currentVersion: number;
            tags: components["schemas"]["FileTag"][];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        FileTag: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["TagName"];
            color: components["schemas"]["Color"];
        };
        /**
         * @example {
         *       "name": "Finance"
         *     }
         */
        NewFolder: {
            name: components["schemas"]["FolderName"];
            parentFolderId?: components["schemas"]["NullableId"];
            description?: components["schemas"]["Description"];
        };
        /**
         * @example {
         *       "name": "Accounting"
         *     }
         */
        FolderPatch: {
            name?: components["schemas"]["FolderName"];
            description?: components["schemas"]["Description"];
            /** @description Moves it there; `null` is the top level. */
            parentFolderId?: components["schemas"]["NullableId"];
            isFavorite?: boolean;
        };
        Folder: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["FolderName"];
            parentFolderId: components["schemas"]["NullableId"];
            description: components["schemas"]["Description"];
            isFavorite: boolean;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        FolderWithPath: components["schemas"]["Folder"] & {
            /** @description The folders above it, from the top level down. Of more than 1,000, the nearest. */
            path: {
                id: components["schemas"]["Id"];
                name: components["schemas"]["FolderName"];
            }[];
        };
        /** @description A file or a folder; `type` says which. */
        Child: {
            /** @enum {string} */
            type: "file" | "folder";
        } & ((components["schemas"]["File"] & {
            /** @constant */
            type?: "file";
        }) | (components["schemas"]["Folder"] & {
            /** @constant */
            type?: "folder";
        }));
        /** @description The item as it was when it was deleted, with the time of deletion. */
        TrashItem: {
            /** @enum {string} */
            type: "file" | "folder";
            deletedAt: components["schemas"]["Time"];
        } & ((components["schemas"]["File"] & {
            /** @constant */
            type?: "file";
        }) | (components["schemas"]["Folder"] & {
            /** @constant */
            type?: "folder";
        }));
        ItemId: {
            /** @enum {string} */
            type: "file" | "folder";
            id: components["schemas"]["Id"];
        };
        /** @description One that is named twice counts once. */
        ItemIds: components["schemas"]["ItemId"][];
        /**
         * @example {
         *       "items": [
         *         {
         *           "type": "file",
         *           "id": "f11e0000-0000-4000-8000-000000000001"
         *         }
         *       ]
         *     }
         */
        ListOfItems: {
            items: components["schemas"]["ItemIds"];
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "type": "file",
         *           "id": "f11e0000-0000-4000-8000-000000000001"
         *         }
         *       ],
         *       "parentFolderId": null
         *     }
         */
        NewPlaceOfItems: {
            items: components["schemas"]["ItemIds"];
            parentFolderId?: components["schemas"]["NullableId"];
        };
        FileItemId: {
            /** @enum {string} */
            type: "file";
            id: components["schemas"]["Id"];
        };
        /** @description Only files have tags. One that is named twice counts once. */
        FileItemIds: components["schemas"]["FileItemId"][];
        /**
         * @example {
         *       "items": [
         *         {
         *           "type": "file",
         *           "id": "f11e0000-0000-4000-8000-000000000001"
         *         }
         *       ],
         *       "tagId": "7a600000-0000-4000-8000-000000000001"
         *     }
         */
        TagOfItems: {
            items: components["schemas"]["FileItemIds"];
            tagId: components["schemas"]["Id"];
        };
        ChangedItems: {
            /** @description How many different items the list has. */
            count: number;
        };
        /**
         * @example {
         *       "name": "重要",
         *       "color": "#d32f2f"
         *     }
         */
        NewTag: {
            name: components["schemas"]["TagName"];
            color?: components["schemas"]["Color"];
        };
        /**
         * @example {
         *       "color": "#1976d2"
         *     }
         */
        TagPatch: {
            name?: components["schemas"]["TagName"];
            color?: components["schemas"]["Color"];
        };
        Tag: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["TagName"];
            color: components["schemas"]["Color"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        /** @example correct horse battery staple */
        Password: string | null;
        /**
         * @description A share of either a file or a folder.
         * @example {
         *       "fileId": "f11e0000-0000-4000-8000-000000000001",
         *       "maxDownloads": 5
         *     }
         */
        NewShare: {
            fileId?: components["schemas"]["Id"];
            folderId?: components["schemas"]["Id"];
            password?: components["schemas"]["Password"];
            /**
             * Format: date-time
             * @description The share's expiry, which must be in the future; `null` is never.
             * @example 2030-01-01T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description The limit of downloads; `null` is no limit.
             * @example 5
             */
            maxDownloads?: number | null;
        } & (unknown | unknown);
        Share: {
            id: components["schemas"]["Id"];
            /** @description 256 random bits in base64url. Whoever has it can open the share. */
            token: string;
            /**
             * Format: uri
             * @description The link.
             */
            url: string;
            /** @enum {string} */
            type: "file" | "folder";
            fileId: components["schemas"]["NullableId"];
            folderId: components["schemas"]["NullableId"];
            hasPassword: boolean;
            expiresAt: components["schemas"]["NullableTime"];
            maxDownloads: number | null;
            /** Format: int64 */
            downloadCount: number;
            createdAt: components["schemas"]["Time"];
        };
        /** Format: date-time */
        NullableTime: string | null;
        PublicShare: {
            /** @enum {string} */
            type: "file" | "folder";
            hasPassword: boolean;
        } & (components["schemas"]["PublicFile"] | components["schemas"]["PublicFolder"] | {
            /** @constant */
            hasPassword?: true;
        });
        PublicFile: {
            /** @constant */
            type?: "file";
            name: components["schemas"]["Name"];
            mimeType: components["schemas"]["MimeType"];
            size: components["schemas"]["Size"];
            hasPassword?: boolean;
            expiresAt: components["schemas"]["NullableTime"];
        };
        PublicFolder: components["schemas"]["Page"] & {
            /** @constant */
            type?: "folder";
            name: components["schemas"]["FolderName"];
            hasPassword?: boolean;
            expiresAt: components["schemas"]["NullableTime"];
            items: components["schemas"]["PublicItem"][];
        };
        /** @description A folder or a file. A folder's `mimeType` and `size` are `null`. */
        PublicItem: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            type: "file" | "folder";
            name: components["schemas"]["Name"];
            mimeType: string | null;
            /** Format: int64 */
            size: number | null;
        };
        /**
         * @example {
         *       "fileId": "f11e0000-0000-4000-8000-000000000001"
         *     }
         */
        PublicDownload: {
            password?: components["schemas"]["Password"];
            /** @description A file in the shared folder. For a shared file it may be left out. */
            fileId?: components["schemas"]["NullableId"];
        };
        /** @enum {string} */
        TransactionType: "purchase" | "usage" | "refund" | "bonus" | "adjustment";
        /**
         * Format: int64
         * @description Whole credits, at most 2^53 - 1.
         */
        Amount: number;
        /**
         * Format: int64
         * @description The change of the balance. Usage is negative.
         */
        Change: number;
        /** @description The purpose of the transaction. */
        Reason: string;
        /** @example gallery */
        NullableAppId: string | null;
        /**
         * @description Anything that the app wants to keep with the transaction: at most 8 KiB as compact
         *     JSON, without NUL characters, and no number of more than 400 digits before or after
         *     its point.
         */
        Metadata: Record<string, never> | null;
        /**
         * Format: int64
         * @description The version that the balance must still have.
         */
        ExpectedVersion: number | null;
        /**
         * @example {
         *       "amount": 80,
         *       "description": "Thumbnails of 40 pictures",
         *       "appId": "gallery",
         *       "metadata": {
         *         "pictures": 40
         *       }
         *     }
         */
        NewUsage: {
            amount: components["schemas"]["Amount"];
            description: components["schemas"]["Reason"];
            appId?: components["schemas"]["NullableAppId"];
            metadata?: components["schemas"]["Metadata"];
            expectedVersion?: components["schemas"]["ExpectedVersion"];
            userId?: components["schemas"]["SpendingUserId"];
        };
        /** @description The user, if not the signed-in one; needs the scope `credits:spend`. */
        SpendingUserId: string | null;
        /**
         * @example {
         *       "amount": 100,
         *       "description": "A summary of 12 pages",
         *       "appId": "writer",
         *       "expiresIn": 600
         *     }
         */
        NewHold: {
            amount: components["schemas"]["Amount"];
            description: components["schemas"]["Reason"];
            appId?: components["schemas"]["NullableAppId"];
            metadata?: components["schemas"]["Metadata"];
            /** @description Seconds until the hold expires. Without it, or with `null`, 900. */
            expiresIn?: number | null;
            userId?: components["schemas"]["SpendingUserId"];
        };
        /**
         * @example {
         *       "amount": 64
         *     }
         */
        NewSettlement: {
            /**
             * Format: int64
             * @description Whole credits that the work cost. Without it, or with `null`, all that is held.
             */
            amount?: number | null;
            /** @description Of the usage. Without it, or with `null`, that of the hold. */
            description?: string | null;
        };
        /** @description Credits for a user. An adjustment may also take some. */
        NewGrant: components["schemas"]["NewGift"] | components["schemas"]["NewAdjustment"];
        /**
         * @example {
         *       "userId": "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
         *       "type": "purchase",
         *       "amount": 1000,
         *       "description": "Order 2026-0007"
         *     }
         */
        NewGift: {
            userId: components["schemas"]["UserId"];
            /** @enum {string} */
            type: "purchase" | "bonus";
            amount: components["schemas"]["Amount"];
            description: components["schemas"]["Reason"];
            metadata?: components["schemas"]["Metadata"];
            expectedVersion?: components["schemas"]["ExpectedVersion"];
            /**
             * Format: date-time
             * @description When that is gone which is left of them. Without it, or with `null`, never.
             */
            expiresAt?: string | null;
        };
        /**
         * @example {
         *       "userId": "otUe1YrfENPdHnrF3g1vSBfpkQfambCZ",
         *       "type": "adjustment",
         *       "amount": -5,
         *       "description": "Credited twice"
         *     }
         */
        NewAdjustment: {
            userId: components["schemas"]["UserId"];
            /** @constant */
            type: "adjustment";
            amount: components["schemas"]["Change"];
            description: components["schemas"]["Reason"];
            metadata?: components["schemas"]["Metadata"];
            expectedVersion?: components["schemas"]["ExpectedVersion"];
            /**
             * Format: date-time
             * @description When that is gone which is left of what it gives. Without it, or with `null`, never.
             */
            expiresAt?: string | null;
        };
        /**
         * @example {
         *       "transactionId": "c2ed1700-0000-4000-8000-000000000002",
         *       "amount": 20,
         *       "description": "5 pictures were broken"
         *     }
         */
        NewRefund: {
            /** @description The usage. */
            transactionId: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Whole credits. Without it, or with `null`, everything that has not been
             *     refunded yet.
             */
            amount?: number | null;
            description: components["schemas"]["Reason"];
        };
        Balance: {
            /**
             * Format: int64
             * @description The sum of the user's transactions.
             */
            amount: number;
            /**
             * Format: int64
             * @description What open holds have reserved.
             */
            held: number;
            /**
             * Format: int64
             * @description What can be spent or held, `amount` - `held`.
             */
            available: number;
            /**
             * Format: int64
             * @description Counts the changes; 0 before the first.
             */
            version: number;
            /**
             * Format: date-time
             * @description `null` before the first change.
             */
            updatedAt: string | null;
        };
        Transaction: {
            id: components["schemas"]["Id"];
            type: components["schemas"]["TransactionType"];
            amount: components["schemas"]["Change"];
            /** Format: int64 */
            balanceAfter: number;
            appId: components["schemas"]["NullableAppId"];
            description: components["schemas"]["Reason"];
            metadata: {
                [key: string]: unknown;
            };
            /** @description The usage that a refund gives back; `null` for any other type. */
            refundedTransactionId: components["schemas"]["NullableId"];
            /** @description The hold that a usage settled; otherwise `null`. */
            holdId: components["schemas"]["NullableId"];
            /** @description The grant whose rest was gone at its expiry; otherwise `null`. */
            expiredTransactionId: components["schemas"]["NullableId"];
            createdAt: components["schemas"]["Time"];
        };
        /** @enum {string} */
        HoldStatus: "open" | "settled" | "released" | "expired";
        Hold: {
            id: components["schemas"]["Id"];
            amount: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description What the work cost; `null` unless the hold is settled.
             */
            settledAmount: number | null;
            status: components["schemas"]["HoldStatus"];
            appId: components["schemas"]["NullableAppId"];
            description: components["schemas"]["Reason"];
            metadata: {
                [key: string]: unknown;
            };
            /** @description The usage that settled it; `null` unless the hold is settled. */
            transactionId: components["schemas"]["NullableId"];
            expiresAt: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
        };
        HeldCredits: {
            hold: components["schemas"]["Hold"];
            balance: components["schemas"]["Balance"];
        };
        Settlement: {
            hold: components["schemas"]["Hold"];
            transaction: components["schemas"]["Transaction"];
            balance: components["schemas"]["Balance"];
        };
        CreditsSummary: {
            items: {
                /** Format: date */
                day?: string;
                appId?: components["schemas"]["NullableAppId"];
                /** Format: int64 */
                used: number;
                /** Format: int64 */
                refunded: number;
                /**
                 * Format: int64
                 * @description Purchases, bonuses, and adjustments upwards.
                 */
                granted: number;
                /**
                 * Format: int64
                 * @description Adjustments downwards, and what was gone of grants that expired.
                 */
                removed: number;
                /**
                 * Format: int64
                 * @description The number of transactions.
                 */
                count: number;
            }[];
        };
        Entry: {
            transaction: components["schemas"]["Transaction"];
            balance: components["schemas"]["Balance"];
        };
        /**
         * @description Characters are code points. Not blank, not `.` or `..`, without control characters
         *     and those that change the direction of text.
         * @example 500 credits
         */
        PackageName: string;
        /**
         * Format: int64
         * @description In the currency's smallest unit, such as cents.
         */
        PriceAmount: number;
        /**
         * @description An ISO 4217 code in lower case, as Stripe writes it.
         * @example eur
         */
        Currency: string;
        Price: {
            amount: components["schemas"]["PriceAmount"];
            currency: components["schemas"]["Currency"];
        };
        /** @description Stripe's id of the payment link. */
        PaymentLinkId: string;
        /**
         * Format: uri
         * @description The URL of the payment link, without a fragment.
         */
        PaymentLinkUrl: string;
        /** @description A payment link that was made at Stripe. */
        PaymentLink: {
            id: components["schemas"]["PaymentLinkId"];
            url: components["schemas"]["PaymentLinkUrl"];
        };
        /** @description The place among the packages, the lowest first. */
        SortOrder: number;
        /**
         * @example {
         *       "name": "500 credits",
         *       "credits": 500,
         *       "price": {
         *         "amount": 499,
         *         "currency": "eur"
         *       },
         *       "paymentLink": {
         *         "id": "plink_1PqZ9sB7kontor500",
         *         "url": "https://buy.stripe.com/test_kontor500"
         *       }
         *     }
         */
        NewPackage: {
            name: components["schemas"]["PackageName"];
            description?: components["schemas"]["Description"];
            credits: components["schemas"]["Amount"];
            price: components["schemas"]["Price"];
            paymentLink: components["schemas"]["PaymentLink"];
            /** @default true */
            isActive: boolean | null;
            /** @default 0 */
            sortOrder: components["schemas"]["SortOrder"] | null;
        };
        /**
         * @example {
         *       "price": {
         *         "amount": 449
         *       }
         *     }
         */
        PackagePatch: {
            name?: components["schemas"]["PackageName"];
            description?: components["schemas"]["Description"];
            credits?: components["schemas"]["Amount"];
            price?: {
                amount?: components["schemas"]["PriceAmount"];
                currency?: components["schemas"]["Currency"];
            };
            paymentLink?: {
                id?: components["schemas"]["PaymentLinkId"];
                url?: components["schemas"]["PaymentLinkUrl"];
            };
            isActive?: boolean;
            sortOrder?: components["schemas"]["SortOrder"];
        };
        Package: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["PackageName"];
            description: components["schemas"]["Description"];
            credits: components["schemas"]["Amount"];
            price: components["schemas"]["Price"];
            /** @description For admins alone. */
            paymentLink?: components["schemas"]["PaymentLink"];
            /** @description Whether it is sold. */
            isActive: boolean;
            sortOrder: components["schemas"]["SortOrder"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        /**
         * @example {
         *       "packageId": "bac4a6e0-0000-4000-8000-000000000001"
         *     }
         */
        NewPurchase: {
            packageId: components["schemas"]["Id"];
        };
        Purchase: {
            id: components["schemas"]["Id"];
            packageId: components["schemas"]["Id"];
            credits: components["schemas"]["Amount"];
            price: components["schemas"]["Price"];
            /**
             * @description `completed` once the payment is known; `refunded` once all of the payment has gone
             *     back.
             * @enum {string}
             */
            status: "pending" | "completed" | "refunded";
            /** @description The transaction that gave the credits. */
            transactionId: components["schemas"]["NullableId"];
            /**
             * Format: int64
             * @description Credits that were taken back, since their payment has gone back.
             */
            recovered: number;
            /**
             * Format: int64
             * @description Credits whose payment has gone back, but which were spent or held then.
             */
            unrecovered: number;
            createdAt: components["schemas"]["Time"];
            completedAt: components["schemas"]["NullableTime"];
            updatedAt: components["schemas"]["Time"];
        };
        Checkout: {
            purchase: components["schemas"]["Purchase"];
            /**
             * Format: uri
             * @description The payment link, with a reference to the purchase and the user's e-mail address.
             */
            checkoutUrl: string;
        };
        Receipt: {
            /** @constant */
            received: true;
        };
        /**
         * @description Characters are code points.
         * @example notes
         */
        AppId: string;
        /**
         * @description Any members, of at most 64 KiB as JSON in UTF-8 without white space, and at most 50 levels
         *     deep.
         * @example {
         *       "theme": "dark",
         *       "editor": {
         *         "fontSize": 14
         *       }
         *     }
         */
        Settings: {
            [key: string]: unknown;
        };
        /**
         * @description Members to set; members with `null` are removed. The patch has the limits of a
         *     document, and so has the result.
         * @example {
         *       "theme": "dark",
         *       "editor": {
         *         "fontSize": null
         *       }
         *     }
         */
        SettingsPatch: {
            [key: string]: unknown;
        };
        /**
         * @description The user's id from the token. Characters are code points.
         * @example otUe1YrfENPdHnrF3g1vSBfpkQfambCZ
         */
        UserId: string;
        /**
         * @description The e-mail address from the user's token.
         * @example ada@example.com
         */
        Email: string | null;
        /**
         * @description The role from the user's token; several are separated by commas.
         * @example user
         */
        Role: string | null;
        /**
         * @description Characters are code points.
         * @example premium
         */
        UserTag: string;
        /**
         * @example {
         *       "tags": [
         *         "premium",
         *         "beta"
         *       ]
         *     }
         */
        UserTags: {
            /** @description At most 50 different ones; each counts once. */
            tags: components["schemas"]["UserTag"][];
        };
        User: {
            userId: components["schemas"]["UserId"];
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
            tags: components["schemas"]["UserTag"][];
            createdAt: components["schemas"]["Time"];
        };
        Me: {
            userId: components["schemas"]["UserId"];
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
            tags: components["schemas"]["UserTag"][];
            /**
             * Format: int64
             * @description Files that are not in the trash.
             */
            fileCount: number;
            /**
             * Format: int64
             * @description Bytes of all versions whose content has arrived, including files in the trash.
             */
            bytesStored: number;
            balance: {
                /**
                 * Format: int64
                 * @description Whole credits.
                 */
                amount: number;
                /**
                 * Format: int64
                 * @description The number of changes so far.
                 */
                version: number;
            };
            quota: components["schemas"]["Quota"];
        };
        /** Format: int64 */
        QuotaBytes: number;
        /**
         * @example {
         *       "confirm": "5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE"
         *     }
         */
        Erasure: {
            /** @description The id of the signed-in user. */
            confirm: components["schemas"]["UserId"];
        };
        /**
         * @example {
         *       "bytes": 5368709120
         *     }
         */
        NewQuota: {
            bytes: components["schemas"]["QuotaBytes"];
        };
        Export: {
            id: components["schemas"]["Id"];
            /**
             * @description `failed`: it will not be finished; another one may be asked for.
             * @enum {string}
             */
            status: "running" | "ready" | "failed";
            progress: {
                /**
                 * Format: int64
                 * @description Contents that are in the archive.
                 */
                files: number;
                /**
                 * Format: int64
                 * @description Contents when it was begun, older versions included; `null` before.
                 */
                filesTotal: number | null;
                /**
                 * Format: int64
                 * @description Bytes of the archive so far.
                 */
                bytes: number;
            };
            /**
             * Format: uri
             * @description Downloads the archive; valid for 15 minutes, so ask again for another. `null` unless it
             *     is ready, and in the answer that begins it.
             */
            url: string | null;
            /**
             * Format: date-time
             * @description When the archive is deleted; `null` while it is being written.
             */
            expiresAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        Quota: {
            /**
             * Format: int64
             * @description What the user may store; `null` for any number.
             */
            bytes: number | null;
            /**
             * Format: int64
             * @description Bytes of all content that has arrived, in files that are live or in the trash. Versions
             *     that share their content count it once.
             */
            used: number;
            /**
             * Format: int64
             * @description Bytes of versions whose content has not arrived.
             */
            reserved: number;
        };
        /** @description The members that all lists share. */
        Page: {
            /** @description The number of items on all pages; `null` for a request with a cursor. */
            total: number | null;
            /** @description `null` for a request with a cursor. */
            page: number | null;
            limit: number;
            /** @description The cursor of the next page; `null` on the last page. */
            nextCursor: string | null;
        };
        FilePage: components["schemas"]["Page"] & {
            items: components["schemas"]["File"][];
        };
        VersionPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Version"][];
        };
        FolderPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Folder"][];
        };
        ChildPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Child"][];
        };
        TrashPage: components["schemas"]["Page"] & {
            items: components["schemas"]["TrashItem"][];
        };
        TagPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Tag"][];
        };
        SharePage: components["schemas"]["Page"] & {
            items: components["schemas"]["Share"][];
        };
        TransactionPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Transaction"][];
        };
        PackagePage: components["schemas"]["Page"] & {
            items: components["schemas"]["Package"][];
        };
        PurchasePage: components["schemas"]["Page"] & {
            items: components["schemas"]["Purchase"][];
        };
        HoldPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Hold"][];
        };
        UserPage: components["schemas"]["Page"] & {
            items: components["schemas"]["User"][];
        };
        Health: {
            /** @constant */
            status: "ok";
            /** @description The newest migration; `null` before the first. */
            schemaVersion: string | null;
        };
        /** @description An error of API Gateway itself, which has called no function. */
        GatewayMessage: {
            message: string;
        };
        /** @description An error (RFC 9457). */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "VALIDATION_FAILED" | "AUTHENTICATION_REQUIRED" | "INVALID_TOKEN" | "TOKEN_EXPIRED" | "INSUFFICIENT_CREDITS" | "PERMISSION_DENIED" | "QUOTA_EXCEEDED" | "RESOURCE_NOT_FOUND" | "CONFLICT" | "DUPLICATE_ENTRY" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_KEY_REUSED" | "RATE_LIMIT_EXCEEDED" | "INTERNAL_ERROR" | "NOT_CONFIGURED" | "SERVICE_UNAVAILABLE";
            requestId: string;
            /** @description The trace of the request's `traceparent`; absent without a valid one. */
            traceId?: string;
            /** @description Every wrong field; only on 400. */
            errors?: {
                field: string;
                message: string;
            }[];
        };
    };
    responses: {
        /** @description The file. */
        File: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["File"];
            };
        };
        /** @description The transaction, and the balance after it. */
        Entry: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                ETag: components["headers"]["ETag"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Entry"];
            };
        };
        /** @description The settings. */
        Settings: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Settings"];
            };
        };
        /**
         * @description `VALIDATION_FAILED`: `errors` names every wrong field. A target that is not percent-encoded
         *     UTF-8 gets the gateway's own response instead, in `application/json`.
         */
        BadRequest: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /**
         * @description `INVALID_TOKEN`, `TOKEN_EXPIRED` or `AUTHENTICATION_REQUIRED`. A request without an
         *     `Authorization` header gets the gateway's own response instead, in
         *     `application/json`.
         */
        Unauthorized: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description `INSUFFICIENT_CREDITS`: the balance is too low. The `Idempotency-Key` may try again. */
        InsufficientCredits: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `QUOTA_EXCEEDED`: the user may not store that much more. Versions count, and so do files in the
         *     trash and what was declared and has not arrived.
         */
        QuotaExceeded: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `PERMISSION_DENIED`: this needs the role `admin`. */
        Forbidden: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `PERMISSION_DENIED`: another user's `userId` needs the scope or the role that its
         *     description names, and so does the end of a hold that a service made.
         */
        MissingScope: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `RESOURCE_NOT_FOUND`: what the path or the body names does not exist, is in the
         *     trash, or belongs to another user.
         */
        NotFound: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `PERMISSION_DENIED`: the share has a password, and the request has none or a wrong
         *     one.
         */
        WrongPassword: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `RATE_LIMIT_EXCEEDED`: there were too many wrong passwords for this share, from
         *     anybody. This password was not looked at.
         */
        TooManyPasswords: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                Vary: components["headers"]["Vary"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `RESOURCE_NOT_FOUND`: there is no such share; it has expired or is used up; what it
         *     shares is in the trash; or the file or folder is not in it.
         */
        NoShare: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `DUPLICATE_ENTRY`: the name is taken. `CONFLICT`: the request contradicts the
         *     present state, or the first request with this `Idempotency-Key` is still under way.
         */
        Conflict: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `CONFLICT`: the content of the file has not arrived. */
        NotUploaded: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `PRECONDITION_FAILED`: no entity tag of `If-Match` holds any more. */
        PreconditionFailed: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `PAYLOAD_TOO_LARGE`: the body has more than 1 MiB. More than 10 MB get the gateway's own
         *     response instead, in `application/json`.
         */
        PayloadTooLarge: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                /**
                 * @example {
                 *       "message": "Request Entity Too Large"
                 *     }
                 */
                "application/json": components["schemas"]["GatewayMessage"];
            };
        };
        /** @description `UNSUPPORTED_MEDIA_TYPE`: the body is of another content type. */
        UnsupportedMediaType: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED`: the `Idempotency-Key` was used for another request. */
        IdempotencyKeyReused: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `INTERNAL_ERROR`: a fault of ours; `requestId` finds it in the logs. */
        InternalError: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `NOT_CONFIGURED`: nothing is sold here, since the secret of Stripe's webhook is not set. */
        NotConfigured: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `SERVICE_UNAVAILABLE`: the database does not answer, there is more to do than one request can, or the user is being erased. */
        Unavailable: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The resource.
         * @example f11e0000-0000-4000-8000-000000000001
         */
        Id: components["schemas"]["Id"];
        /**
         * @description The upload.
         * @example 0b9ec700-0000-4000-8000-0000000000a2
         */
        UploadId: components["schemas"]["Id"];
        /**
         * @description Follows a request through several services: it comes back with the response, and stands in
         *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
         */
        CorrelationId: string;
        /**
         * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
         *     error, and goes on to storage. A malformed one counts as none.
         */
        TraceParent: string;
        /**
         * @description Entity tags from `ETag`. The change is made only if one of them still holds.
         * @example "ahx1r3c0g"
         */
        IfMatch: string;
        /**
         * @description What to do when the name is taken: `fail` answers 409 `DUPLICATE_ENTRY`; `rename`
         *     makes it `name (2).ext`.
         */
        OnConflict: "fail" | "rename";
        /**
         * @description Use a new key for each thing to create, and the same key for each attempt: it is
         *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
         *     operation.
         */
        IdempotencyKey: components["schemas"]["IdempotencyKey"];
        /**
         * @description Use a new key for each transaction, and the same key for each attempt: it counts
         *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
         * @example order-2026-0007
         */
        RequiredIdempotencyKey: components["schemas"]["IdempotencyKey"];
        /** @description The user whose purchases they are. Only the role `admin` may name another. */
        AskedUserId: components["schemas"]["UserId"];
        /** @description Only what lies directly in this folder. `root` is the top level. */
        InFolder: components["schemas"]["FolderOrRoot"];
        /** @description Only marked items (`true`), or only unmarked ones (`false`). */
        IsFavorite: boolean;
        /** @description The user, if not the signed-in one; needs the scope `credits:read` or the role `admin`. */
        UserId: components["schemas"]["UserId"];
        /**
         * @description The `token` of a share. Any other text is answered as an unknown share (404).
         * @example Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0
         */
        ShareToken: string;
        /** @description What to sort by. Names go without regard to case; ties go by id. */
        Sort: "createdAt" | "updatedAt" | "name";
        /** @description The direction of the order. */
        Order: "asc" | "desc";
        /** @description The number of the page. Not together with `cursor`. */
        Page: number;
        /** @description The most items that a page may hold. */
        Limit: number;
        /**
         * @description The `nextCursor` of the page before, with the same filters and order. Such pages
         *     never skip or repeat an item that did not change. Their `total` is `null`.
         */
        Cursor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description No cache may keep the response. Every response has this header, but for the gateway's
         *     own.
         */
        CacheControl: "no-store";
        /**
         * @description The request's `X-Correlation-Id`, or one that was made. Every response has this header, but
         *     for the gateway's own.
         */
        CorrelationId: string;
        /** @description The header of the request that the response depends on, if there is one. */
        Vary: "Share-Password";
        /**
         * @description Identifies the resource's present state; send it back as `If-Match`.
         * @example "ahx1r3c0g"
         */
        ETag: string;
        /**
         * @description The path of the new resource.
         * @example /v1/files/f11e0000-0000-4000-8000-000000000001
         */
        Location: string;
        /** @description Present only on a repetition. The response is the first request's. */
        IdempotencyReplayed: "true";
        /**
         * @description Seconds to wait before the next attempt.
         * @example 2
         */
        RetryAfter: number;
        /**
         * @description How to sign in (RFC 6750).
         * @example Bearer error="invalid_token", error_description="The token has expired"
         */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListFiles: {
        parameters: {
            query?: {
                /** @description Only what lies directly in this folder. `root` is the top level. */
                parentFolderId?: components["parameters"]["InFolder"];
                /** @description Only files that carry this tag. */
                tagId?: components["schemas"]["Id"];
                /** @description Only marked items (`true`), or only unmarked ones (`false`). */
                isFavorite?: components["parameters"]["IsFavorite"];
                /** @description Only files of this MIME type. */
                mimeType?: components["schemas"]["MimeType"];
                /** @description What to sort by. Names sort without regard to case; ties go by id. */
                sort?: "createdAt" | "updatedAt" | "name" | "size";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of files. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateFile: {
        parameters: {
            query?: {
                /**
                 * @description What to do when the name is taken: `fail` answers 409 `DUPLICATE_ENTRY`; `rename`
                 *     makes it `name (2).ext`.
                 */
                onConflict?: components["parameters"]["OnConflict"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFile"];
            };
        };
        responses: {
            /** @description The file, and the request that uploads its content. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedFile"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["QuotaExceeded"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["File"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in the trash. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UpdateFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["FilePatch"];
                "application/json": components["schemas"]["FilePatch"];
            };
        };
        responses: {
            200: components["responses"]["File"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    TagFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
                /**
                 * @description The tag.
                 * @example 7a600000-0000-4000-8000-000000000001
                 */
                tagId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file carries the tag. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UntagFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
                /**
                 * @description The tag.
                 * @example 7a600000-0000-4000-8000-000000000001
                 */
                tagId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file does not carry the tag. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DownloadFile: {
        parameters: {
            query?: {
                /** @description An older version; without it, the current one. */
                version?: components["schemas"]["VersionNumber"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresignedRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UploadFile: {
        parameters: {
            query?: {
                /** @description The version; without it, the newest. */
                version?: components["schemas"]["VersionNumber"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["QuotaExceeded"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListVersions: {
        parameters: {
            query?: {
                /** @description What to sort by. The order of creation is that of the numbers. */
                sort?: "createdAt";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    AddVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVersion"];
            };
        };
        responses: {
            /** @description The version, and the request that uploads its content. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedVersion"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["QuotaExceeded"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RestoreVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
                /**
                 * @description The number of the version.
                 * @example 1
                 */
                version: components["schemas"]["VersionNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new version. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetUpload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadProgress"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteUpload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload is over. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    SignUploadParts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartNumbers"];
            };
        };
        responses: {
            /** @description The requests. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedParts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CompleteUpload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The upload.
                 * @example 0b9ec700-0000-4000-8000-0000000000a2
                 */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletedParts"];
            };
        };
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListFolders: {
        parameters: {
            query?: {
                /** @description Only what lies directly in this folder. `root` is the top level. */
                parentFolderId?: components["parameters"]["InFolder"];
                /** @description Only marked items (`true`), or only unmarked ones (`false`). */
                isFavorite?: components["parameters"]["IsFavorite"];
                /** @description What to sort by. Names go without regard to case; ties go by id. */
                sort?: components["parameters"]["Sort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of folders. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateFolder: {
        parameters: {
            query?: {
                /**
                 * @description What to do when the name is taken: `fail` answers 409 `DUPLICATE_ENTRY`; `rename`
                 *     makes it `name (2).ext`.
                 */
                onConflict?: components["parameters"]["OnConflict"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFolder"];
            };
        };
        responses: {
            /** @description The folder. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Folder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetFolder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The folder. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderWithPath"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteFolder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in the trash. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UpdateFolder: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["FolderPatch"];
                "application/json": components["schemas"]["FolderPatch"];
            };
        };
        responses: {
            /** @description The folder. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Folder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListFolderChildren: {
        parameters: {
            query?: {
                /** @description What to sort by. Names go without regard to case; ties go by id. */
                sort?: components["parameters"]["Sort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The folder; `root` is the top level.
                 * @example root
                 */
                id: components["schemas"]["FolderOrRoot"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of folders and files. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChildPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListTags: {
        parameters: {
            query?: {
                /** @description What to sort by. Names go without regard to case; ties go by id. */
                sort?: components["parameters"]["Sort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tags. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateTag: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTag"];
            };
        };
        responses: {
            /** @description The tag. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteTag: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UpdateTag: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["TagPatch"];
                "application/json": components["schemas"]["TagPatch"];
            };
        };
        responses: {
            /** @description The tag. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListTrash: {
        parameters: {
            query?: {
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of files and folders. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    EmptyTrash: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is empty. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteFromTrash: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RestoreFromTrash: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file or folder. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"] | components["schemas"]["Folder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    MoveItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlaceOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    TrashItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RestoreItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    TagItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UntagItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    FavoriteItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UnfavoriteItems: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListOfItems"];
            };
        };
        responses: {
            /** @description How many were changed. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedItems"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    Search: {
        parameters: {
            query: {
                /**
                 * @description The text to find. `%`, `_` and `\` stand for themselves.
                 * @example budget
                 */
                q: string;
                /** @description Only files, or only folders. */
                type?: "file" | "folder";
                /** @description Only files that carry this tag. */
                tagId?: components["schemas"]["Id"];
                /** @description Only files of this MIME type. */
                mimeType?: components["schemas"]["MimeType"];
                /** @description Only what lies below this folder, at any depth. */
                inFolder?: components["schemas"]["Id"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of files and folders. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChildPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListShares: {
        parameters: {
            query?: {
                /** @description Only shares of this file. */
                fileId?: components["schemas"]["Id"];
                /** @description Only shares of this folder. */
                folderId?: components["schemas"]["Id"];
                /** @description What to sort by; ties go by id. */
                sort?: "createdAt";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of shares. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateShare: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShare"];
            };
        };
        responses: {
            /** @description The share. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteShare: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetPublicShare: {
        parameters: {
            query?: {
                /** @description A folder below the shared one, in place of the shared one. */
                folderId?: components["schemas"]["Id"];
                /** @description What to sort by. Names go without regard to case; ties go by id. */
                sort?: components["parameters"]["Sort"];
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description The share's password, as it is or as an extended value (RFC 8187) such as
                 *     `UTF-8''%C5%81%C3%B3d%C5%BA`, which takes any character.
                 */
                "Share-Password"?: string;
            };
            path: {
                /**
                 * @description The `token` of a share. Any other text is answered as an unknown share (404).
                 * @example Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0
                 */
                token: components["parameters"]["ShareToken"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is shared. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicShare"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["WrongPassword"];
            404: components["responses"]["NoShare"];
            429: components["responses"]["TooManyPasswords"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DownloadPublicShare: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The `token` of a share. Any other text is answered as an unknown share (404).
                 * @example Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0
                 */
                token: components["parameters"]["ShareToken"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublicDownload"];
            };
        };
        responses: {
            /** @description The request to make. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresignedRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["WrongPassword"];
            404: components["responses"]["NoShare"];
            409: components["responses"]["NotUploaded"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyPasswords"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetBalance: {
        parameters: {
            query?: {
                /** @description The user, if not the signed-in one; needs the scope `credits:read` or the role `admin`. */
                userId?: components["parameters"]["UserId"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListTransactions: {
        parameters: {
            query?: {
                /** @description The user, if not the signed-in one; needs the scope `credits:read` or the role `admin`. */
                userId?: components["parameters"]["UserId"];
                /** @description Only transactions of this type. */
                type?: components["schemas"]["TransactionType"];
                /** @description What to sort by. */
                sort?: "createdAt";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transactions. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransactionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UseCredits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each transaction, and the same key for each attempt: it counts
                 *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
                 * @example order-2026-0007
                 */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUsage"];
            };
        };
        responses: {
            201: components["responses"]["Entry"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["MissingScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GrantCredits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each transaction, and the same key for each attempt: it counts
                 *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
                 * @example order-2026-0007
                 */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGrant"];
            };
        };
        responses: {
            201: components["responses"]["Entry"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    RefundCredits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each transaction, and the same key for each attempt: it counts
                 *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
                 * @example order-2026-0007
                 */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRefund"];
            };
        };
        responses: {
            201: components["responses"]["Entry"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListHolds: {
        parameters: {
            query?: {
                /** @description The user, if not the signed-in one; needs the scope `credits:read` or the role `admin`. */
                userId?: components["parameters"]["UserId"];
                /** @description Only holds of this status. */
                status?: components["schemas"]["HoldStatus"];
                /** @description What to sort by. */
                sort?: "createdAt";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of holds. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    HoldCredits: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each transaction, and the same key for each attempt: it counts
                 *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
                 * @example order-2026-0007
                 */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            /** @description The hold, and the balance with it. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldCredits"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["MissingScope"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    SettleHold: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewSettlement"];
            };
        };
        responses: {
            /** @description The hold, the usage, and the balance after it. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["InsufficientCredits"];
            403: components["responses"]["MissingScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReleaseHold: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold, and the balance without it. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldCredits"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetCreditsSummary: {
        parameters: {
            query: {
                /** @description The user, if not the signed-in one; needs the scope `credits:read` or the role `admin`. */
                userId?: components["parameters"]["UserId"];
                /** @description The first day, in UTC. */
                from: string;
                /** @description The last day, in UTC; at most 365 days later. */
                to: string;
                /** @description What to sum up by. */
                groupBy?: "day" | "appId";
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sums, by day in their order, or by app. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditsSummary"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListPackages: {
        parameters: {
            query?: {
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of packages. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackagePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreatePackage: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each transaction, and the same key for each attempt: it counts
                 *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
                 * @example order-2026-0007
                 */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPackage"];
            };
        };
        responses: {
            /** @description The package. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeletePackage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is no longer sold. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UpdatePackage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["PackagePatch"];
                "application/json": components["schemas"]["PackagePatch"];
            };
        };
        responses: {
            /** @description The package. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListPurchases: {
        parameters: {
            query?: {
                /** @description The user whose purchases they are. Only the role `admin` may name another. */
                userId?: components["parameters"]["AskedUserId"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of purchases. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchasePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotConfigured"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreatePurchase: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each transaction, and the same key for each attempt: it counts
                 *     once. Visible ASCII characters. Kept for 24 hours, for this user and this operation.
                 * @example order-2026-0007
                 */
                "Idempotency-Key": components["parameters"]["RequiredIdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPurchase"];
            };
        };
        responses: {
            /** @description The purchase, and where to pay. */
            201: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotConfigured"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetPurchase: {
        parameters: {
            query?: {
                /** @description The user whose purchases they are. Only the role `admin` may name another. */
                userId?: components["parameters"]["AskedUserId"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The purchase. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Purchase"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["MissingScope"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotConfigured"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReceiveStripeEvent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description When the event was signed, and its signatures.
                 * @example t=1767225599,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd
                 */
                "Stripe-Signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description There is nothing to send again. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description `VALIDATION_FAILED`: the signature is not valid, or is too old, or the event cannot be read. */
            400: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotConfigured"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Settings"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReplaceSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Settings"];
            };
        };
        responses: {
            200: components["responses"]["Settings"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UpdateSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["SettingsPatch"];
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            200: components["responses"]["Settings"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetAppSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The app's own id.
                 * @example notes
                 */
                appId: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Settings"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteAppSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The app's own id.
                 * @example notes
                 */
                appId: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There are none. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    UpdateAppSettings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The app's own id.
                 * @example notes
                 */
                appId: components["schemas"]["AppId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["SettingsPatch"];
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            200: components["responses"]["Settings"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Erasure"];
            };
        };
        responses: {
            /** @description The user is erased. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    CreateExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Use a new key for each thing to create, and the same key for each attempt: it is
                 *     created once. Visible ASCII characters. Kept for 24 hours, for this user and this
                 *     operation.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export. Its link is in the answer to `GetExport`. */
            202: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example f11e0000-0000-4000-8000-000000000001
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ListUsers: {
        parameters: {
            query?: {
                /** @description Only users with exactly this tag. */
                tag?: components["schemas"]["UserTag"];
                /** @description What to sort by. Ties go by an id of the database's own. */
                sort?: "createdAt" | "updatedAt";
                /** @description The direction of the order. */
                order?: components["parameters"]["Order"];
                /** @description The number of the page. Not together with `cursor`. */
                page?: components["parameters"]["Page"];
                /** @description The most items that a page may hold. */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextCursor` of the page before, with the same filters and order. Such pages
                 *     never skip or repeat an item that did not change. Their `total` is `null`.
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReplaceUserTags: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The user.
                 * @example otUe1YrfENPdHnrF3g1vSBfpkQfambCZ
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserTags"];
            };
        };
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetUserQuota: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The user; any id, known here or not.
                 * @example otUe1YrfENPdHnrF3g1vSBfpkQfambCZ
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The quota. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ReplaceUserQuota: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The user; any id, known here or not.
                 * @example otUe1YrfENPdHnrF3g1vSBfpkQfambCZ
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuota"];
            };
        };
        responses: {
            /** @description The quota. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteUserQuota: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
                /**
                 * @description Entity tags from `ETag`. The change is made only if one of them still holds.
                 * @example "ahx1r3c0g"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The user; any id, known here or not.
                 * @example otUe1YrfENPdHnrF3g1vSBfpkQfambCZ
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user has the default now. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    DeleteUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path: {
                /**
                 * @description The user; any id, known here or not.
                 * @example 5Qe8TgVr1WkXz0LmB7uYcNd3FjPa9HsE
                 */
                id: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is erased. */
            204: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    GetHealth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Follows a request through several services: it comes back with the response, and stands in
                 *     the log. 1 to 128 visible ASCII characters; any other value counts as none.
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description The trace of the request (W3C Trace Context). Its trace id stands in the log and in every
                 *     error, and goes on to storage. A malformed one counts as none.
                 */
                traceparent?: components["parameters"]["TraceParent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service works. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["CacheControl"];
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}

/** The paths whose POST takes an `Idempotency-Key`. */
export const keyedPaths: ReadonlySet<string> = new Set([
    "/v1/files",
    "/v1/files/{id}/versions",
    "/v1/files/{id}/versions/{version}/restore",
    "/v1/folders",
    "/v1/tags",
    "/v1/shares",
    "/v1/credits/usage",
    "/v1/credits/grants",
    "/v1/credits/refunds",
    "/v1/credits/holds",
    "/v1/credits/packages",
    "/v1/credits/purchases",
    "/v1/me/exports"
]);
