using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qinglian.Application;
using Qinglian.Bench.Faults;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web;

namespace Qinglian.Bench;

/// <summary>
/// The web process as it is delivered, except that the person is named by a header. Started by the measurements as a process of its own:
/// <c>host FOLDER PORT [WORKERS SEED COUNTY]</c>; with workers it also puts load on the desk and says on its output what was acknowledged.
/// </summary>
internal static class WebHost
{
    public const string PersonHeader = "X-Person";

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new StartOptions { Data = args[1], Port = int.Parse(args[2]), Empty = true };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        await using var installation = await Installation.StartAsync(options, builder.Configuration, TextWriter.Null, CancellationToken.None);
        Site.AddTo(builder, installation, options, demo: false);
        builder.Services.AddAuthentication(NamedPerson.Scheme).AddScheme<AuthenticationSchemeOptions, NamedPerson>(NamedPerson.Scheme, null);
        builder.Services.Configure<AuthenticationOptions>(a => a.DefaultScheme = a.DefaultAuthenticateScheme = NamedPerson.Scheme);
        await using var app = builder.Build();
        Site.Use(app);
        await app.Services.GetRequiredService<LiveRules>().RefreshAsync(CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine("ready");
        if (args.Length > 3)
        {
            var load = new DeskLoad(app.Services.GetRequiredService<Desk>(), app.Services.GetRequiredService<IActors>(), Console.Out);
            await load.RunAsync(int.Parse(args[3]), int.Parse(args[4]), SmallCounty.Of(args[5]));
        }

        await ((Microsoft.Extensions.Hosting.IHost)app).WaitForShutdownAsync();
        return 0;
    }

    private sealed class NamedPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        public new const string Scheme = "named";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[PersonHeader] is not [{ Length: > 0 } person]) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(Visitor.PersonClaim, person)], Scheme);
            return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme)));
        }
    }
}
