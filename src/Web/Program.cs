using Qinglian.Application;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Web;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a.Contains(':', StringComparison.Ordinal))] });
var (options, faults) = StartOptions.Parse(args, key => builder.Configuration[key]);
if (options is null || options.Help)
{
    foreach (var words in options is null ? faults : [StartOptions.HelpText]) Console.Out.WriteLine($"{words.Zh}\n{words.En}");
    return options is null ? 2 : 0;
}

try
{
    await using var installation = await Installation.StartAsync(options, builder.Configuration, Console.Out, CancellationToken.None);
    Site.AddTo(builder, installation, options);
    await using var app = builder.Build();
    Site.Use(app);
    await Site.PrepareAsync(app.Services, CancellationToken.None);
    await app.StartAsync();
    Site.Greet(app, Console.Out);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (ServerFaultException fault)
{
    Console.Error.WriteLine($"{fault.Words.Zh}\n{fault.Words.En}");
    return 1;
}
