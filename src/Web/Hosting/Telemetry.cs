using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Qinglian.Web;

/// <summary>Sends traces and metrics out only where an address is configured. Nothing leaves otherwise; neither ever holds names or texts.</summary>
internal static class Telemetry
{
    private const string Setting = "Qinglian:Otlp";
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    public static void AddTo(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue("Qinglian:JsonLogs", false)) builder.Logging.ClearProviders().AddJsonConsole(json => json.UseUtcTimestamp = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (!Uri.TryCreate(builder.Configuration[Setting], UriKind.Absolute, out var address)) return;

        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(Sources).AddOtlpExporter(o => Aim(o, address, "v1/traces")).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(Meters).AddOtlpExporter(o => Aim(o, address, "v1/metrics")).Build());
        builder.Services.AddHostedService<Started>();
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty().AddService("qinglian", serviceVersion: Site.Version);

    private static void Aim(OtlpExporterOptions exporter, Uri address, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new(address, path);
    }

    /// <summary>The container makes providers only when somebody asks for them.</summary>
    private sealed class Started(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancel)
        {
            traces.ForceFlush(2000);
            metrics.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
