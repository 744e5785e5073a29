using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Qinglian.Kernel;
using Qinglian.Web.Components;

namespace Qinglian.Web;

/// <summary>A message that survives one redirect. It says that something was done, never what a dossier holds.</summary>
internal static class FlashCookie
{
    private const string Name = "flash";

    private sealed record Kept(Tone Tone, string Zh, string En);

    public static void Leave(HttpContext http, Tone tone, Words text)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Kept(tone, text.Zh, text.En));
        http.Response.Cookies.Append(Name, Convert.ToBase64String(Protector(http).Protect(json)), new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true });
    }

    public static IReadOnlyList<Flash> Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } cookie || http.Response.HasStarted) return [];

        http.Response.Cookies.Delete(Name);
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(Protector(http).Unprotect(Convert.FromBase64String(cookie)));
            return kept is null ? [] : [new(kept.Tone, new(kept.Zh, kept.En))];
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or System.Security.Cryptography.CryptographicException)
        {
            return [];
        }
    }

    private static IDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("flash");
}
