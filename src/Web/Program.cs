using Qinglian.Application;
using Qinglian.Application.Demo;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Web;

// Published, the static files lie beside the program; from the sources, the start script says where they are.
var beside = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) && Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is null ? AppContext.BaseDirectory : null;
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a.StartsWith("--", StringComparison.Ordinal) && a.Contains(':', StringComparison.Ordinal))], ContentRootPath = beside });
var (options, faults) = StartOptions.Parse(args, key => builder.Configuration[key]);
if (options is null || options.Help)
{
    foreach (var words in options is null ? faults : [StartOptions.HelpText]) Console.Out.WriteLine($"{words.Zh}\n{words.En}");
    return options is null ? 2 : 0;
}

try
{
    await using var installation = await Installation.StartAsync(options, builder.Configuration, Console.Out, CancellationToken.None);
    var demo = options.Database is null && await DemoCounty.BelongsAsync(installation.App, mayLoad: !options.Empty, CancellationToken.None);
    Site.AddTo(builder, installation, options, demo);
    await using var app = builder.Build();
    Site.Use(app);
    await Site.PrepareAsync(app.Services, Console.Out, CancellationToken.None);
    await app.StartAsync();
    Site.Greet(app, Console.Out);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    Console.Error.WriteLine($"端口 {options.Port} 已被占用，请用 --port 选择另一个端口。\nPort {options.Port} is in use. Choose another one with --port.");
    return 1;
}
catch (ServerFaultException fault)
{
    Console.Error.WriteLine($"{fault.Words.Zh}\n{fault.Words.En}");
    return 1;
}
