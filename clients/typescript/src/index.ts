export {
    type Answer,
    createKontor,
    type DataOf,
    type ItemOf,
    type Kontor,
    type KontorOptions,
    type ListPath,
    type UploadOptions,
    type VersionOptions,
} from "./client.js";
export {
    isProblem,
    KontorProblem,
    KontorUnreachable,
    type Problem,
    type ProblemCode,
    StorageRefusal,
} from "./problem.js";
export type { RetryPolicy, TokenSource } from "./retry.js";
export type { components, operations, paths } from "./schema.js";
export { sharePassword } from "./share.js";
export {
    type PresignedRequest,
    type SendContent,
    sendContent,
    type StorageResponse,
    type UploadProgress,
} from "./transport.js";
export type { ContentOptions, KontorFile } from "./upload.js";
