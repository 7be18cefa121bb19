import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A package directory with the given Apex classes and an empty lwc folder. */
export function createApexPackage(classes: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'tandem-apex-'));
  mkdirSync(path.join(directory, 'classes/any/where'), { recursive: true });
  mkdirSync(path.join(directory, 'lwc'));
  for (const [name, source] of Object.entries(classes)) {
    writeFileSync(path.join(directory, 'classes/any/where', `${name}.cls`), source);
  }
  return directory;
}

/** The one class that makes callouts, as small as it can be. */
export const MIDDLEWARE = `public with sharing class Middleware {
    private static final String SERVICE = 'callout:Tandem';
    public static Object get(String path) { return send('GET', path, null); }
    public static Object post(String path, Map<String, Object> body) { return send('POST', path, JSON.serialize(body)); }
    private static Object send(String method, String path, String body) {
        HttpRequest request = new HttpRequest();
        request.setMethod(method);
        request.setEndpoint(SERVICE + path);
        request.setHeader('X-Salesforce-Org-Id', UserInfo.getOrganizationId());
        if (body != null) {
            request.setBody(body);
        }
        return new Http().send(request).getBody();
    }
}`;

/** A controller with one @AuraEnabled method of that signature and body. */
export function controller(signature: string, body: string): string {
  return `public with sharing class TestController {
    @AuraEnabled
    public static Object ${signature} {
        ${body}
    }
}`;
}
