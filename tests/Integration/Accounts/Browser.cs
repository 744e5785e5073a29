using System.Net;
using System.Text.RegularExpressions;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>What came back, after redirects.</summary>
internal sealed record Shown(HttpStatusCode Status, string Path, string Text);

/// <summary>A browser with its own cookies that fills in forms like a person: it takes the token from the page before.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _client;
    private readonly HttpClientHandler _handler;
    private string? _token;

    public Browser(Uri address, string? agent)
    {
        _handler = new() { AllowAutoRedirect = false, CookieContainer = Cookies, ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        _client = new(_handler) { BaseAddress = address };
        if (agent is not null) _client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
    }

    public CookieContainer Cookies { get; } = new();
    public HttpClient Client => _client;

    /// <summary>The Set-Cookie lines of the last answers.</summary>
    public List<string> SetCookies { get; } = [];

    public string? Session => Cookies.GetCookies(_client.BaseAddress!).FirstOrDefault(c => c.Name is "qinglian" or "__Host-qinglian")?.Value;

    public async Task<Shown> GetAsync(string path) => await FollowAsync(await SendAsync(new(HttpMethod.Get, path)));

    /// <summary>Posts a form with a fresh token, taken from the page the browser sees now.</summary>
    public async Task<Shown> PostAsync(string path, Dictionary<string, string> fields, bool keepPage = false)
    {
        if (!keepPage || _token is null) await TokenAsync();
        return await FollowAsync(await PostRawAsync(path, fields));
    }

    /// <summary>The same without following where it leads.</summary>
    public Task<HttpResponseMessage> PostRawAsync(string path, Dictionary<string, string> fields) =>
        SendAsync(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["_token"] = _token ?? "" }) });

    /// <summary>Any page with a form will do: /activate for those outside, /account for those inside.</summary>
    public async Task TokenAsync()
    {
        _token = null;
        await GetAsync("/account");
        if (_token is null) await GetAsync("/activate");
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var answer = await _client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)) SetCookies.AddRange(cookies);
        return answer;
    }

    private async Task<Shown> FollowAsync(HttpResponseMessage answer)
    {
        while (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.Redirect)
        {
            answer = await SendAsync(new(HttpMethod.Get, answer.Headers.Location));
        }

        var text = await answer.Content.ReadAsStringAsync();
        if (Regex.Match(text, @"name=""_token"" value=""([^""]+)""") is { Success: true } token) _token = WebUtility.HtmlDecode(token.Groups[1].Value);
        return new(answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath, text);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }
}
