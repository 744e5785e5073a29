using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;

namespace Qinglian.Web.Accounts;

/// <summary>The door as one request meets it: the session it brought, the browser it came from, the cookies it takes home.</summary>
public sealed class Doorway(IHttpContextAccessor context, IDataProtectionProvider protection)
{
    /// <summary>The prefix binds the cookie to this host and to encrypted connections (RFC 6265bis, section 4.1.3.2).</summary>
    internal const string SafeCookie = "__Host-qinglian";

    // On the machine itself the pages are plain HTTP and nothing leaves the machine; browsers keep no cookie with the prefix there.
    internal const string LocalCookie = "qinglian";
    private const string KnownCookie = "known";
    private const int MostKnown = 8;

    private HttpContext Http => context.HttpContext ?? throw new InvalidOperationException("No request.");

    /// <summary>The session of this request, whole or half; null where there is none.</summary>
    public Session? Session => Http.Features.Get<Session>();

    public Visit Visit => new(Source(Http), Devices.Name(Http.Request.Headers.UserAgent.ToString())) { Known = Known() };

    /// <summary>Gives the browser its session. A browser that came in as somebody is remembered for them, which spares it the queue of strangers.</summary>
    public void Enter(Session session, string token)
    {
        Http.Response.Cookies.Append(CookieName(Http), token, Options(Http));
        Http.Features.Set(session);
        if (session.Stage is SessionStage.Full && session.Method is not SessionMethod.Demo) Remember(session.Person);
    }

    public void Leave()
    {
        Http.Response.Cookies.Delete(CookieName(Http), Options(Http));
        Http.Features.Set<Session>(null);
    }

    internal static string? TokenOf(HttpContext http) => http.Request.Cookies[CookieName(http)] is { Length: > 0 and < 100 } token ? token : null;

    private static string CookieName(HttpContext http) => http.Request.IsHttps ? SafeCookie : LocalCookie;

    private static CookieOptions Options(HttpContext http) => new() { Path = "/", HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, IsEssential = true };

    // One household or company has one /64 in IPv6: counting single addresses there would count nothing.
    private static string? Source(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } six => Convert.ToHexStringLower(six.GetAddressBytes().AsSpan(0, 8)),
        var four => four.ToString(),
    };

    private void Remember(PersonId person)
    {
        var known = new Dictionary<PersonId, string>(Known());
        if (known.ContainsKey(person)) return;
        while (known.Count >= MostKnown) known.Remove(known.Keys.First());
        known[person] = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var text = string.Join(';', known.Select(k => $"{k.Key}:{k.Value}"));
        Http.Response.Cookies.Append(Name(KnownCookie), Protector.Protect(text), new() { Path = "/", HttpOnly = true, Secure = Http.Request.IsHttps, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(180), IsEssential = true });
    }

    private Dictionary<PersonId, string> Known()
    {
        if (Http.Request.Cookies[Name(KnownCookie)] is not { Length: > 0 and < 2000 } cookie) return [];
        try
        {
            return Protector.Unprotect(cookie).Split(';').Select(part => part.Split(':')).ToDictionary(part => new PersonId(Guid.Parse(part[0])), part => part[1]);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private string Name(string plain) => Http.Request.IsHttps ? "__Host-" + plain : plain;

    private IDataProtector Protector => protection.CreateProtector("known-browser");
}
