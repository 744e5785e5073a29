using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qinglian.Application;
using Qinglian.Bench.Faults;
using Qinglian.Data.Server;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web;

namespace Qinglian.Bench;

/// <summary>
/// The web process as it is delivered, without a console. Started by the measurements as a process of its own:
/// <c>host FOLDER PORT [WORKERS SEED COUNTY]</c>; with workers it also puts load on the desk and says on its output what was acknowledged.
/// </summary>
internal static class WebHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        // Whoever started us holds the other end: it closes when they end, however that comes.
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(0);
        });
        var options = new StartOptions { Data = args[1], Port = int.Parse(args[2]), Empty = true };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        await using var installation = await Installation.StartAsync(options, builder.Configuration, TextWriter.Null, CancellationToken.None);
        Site.AddTo(builder, installation, options, demo: false);
        await using var app = builder.Build();
        Site.Use(app);
        await Site.PrepareAsync(app.Services, TextWriter.Null, CancellationToken.None);
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
}
