// Presigned uploads. aws4fetch is what users take who look at their cold starts: the presigner of
// AWS's SDK is ten times as large.
import { AwsClient } from "aws4fetch";

const LIFETIME_SECONDS = 900;

const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, STORAGE_BUCKET } = process.env;
const aws = new AwsClient({
  accessKeyId: AWS_ACCESS_KEY_ID,
  secretAccessKey: AWS_SECRET_ACCESS_KEY,
  sessionToken: AWS_SESSION_TOKEN,
  service: "s3",
  region: AWS_REGION,
});

/** Signs a PUT of exactly this content, once. */
export async function upload(storageKey, size, mimeType, checksum) {
  const headers = { "Content-Type": mimeType, "If-None-Match": "*" };
  if (checksum) {
    headers["x-amz-checksum-sha256"] = Buffer.from(checksum, "hex").toString("base64");
  }
  const now = new Date();
  const url = `https://${STORAGE_BUCKET}.s3.${AWS_REGION}.amazonaws.com/${storageKey}?X-Amz-Expires=${LIFETIME_SECONDS}`;
  const signed = await aws.sign(url, {
    method: "PUT",
    headers: { ...headers, "Content-Length": String(size) },
    aws: { signQuery: true, allHeaders: true, datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, "") },
  });
  const end = new Date(Math.floor(now.getTime() / 1000 + LIFETIME_SECONDS) * 1000);
  return { url: signed.url, method: "PUT", headers, expiresAt: end.toISOString().replace(".000Z", "Z") };
}
