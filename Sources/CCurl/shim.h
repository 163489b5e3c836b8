#include <curl/curl.h>

// Swift calls no function with "...": one of each kind of argument stands in for curl_easy_setopt and curl_easy_getinfo.

typedef size_t (*lachan_curl_function)(char *, size_t, size_t, void *);

static inline CURLcode lachan_curl_set_long(CURL *curl, CURLoption option, long value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode lachan_curl_set_text(CURL *curl, CURLoption option, const char *value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode lachan_curl_set_pointer(CURL *curl, CURLoption option, void *value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode lachan_curl_set_function(CURL *curl, CURLoption option, lachan_curl_function value) { return curl_easy_setopt(curl, option, value); }
static inline CURLcode lachan_curl_status(CURL *curl, long *value) { return curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, value); }
static inline CURLcode lachan_curl_socket(CURL *curl, curl_socket_t *value) { return curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, value); }
